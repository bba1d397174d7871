package io.glancesync.config.source;

import static io.glancesync.config.source.Key.SectionKind.MAIN;
import static io.glancesync.config.source.Key.SectionKind.TARGET;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Every key of {@code glancesync.conf}, in the order of the specification, section 2. */
public enum Key {
  MASTER_REGION(MAIN),
  PREFERABLE_ORDER(MAIN),
  MAX_CHILDREN(MAIN),
  IMAGES_DIR(MAIN),
  CREDENTIAL(TARGET),
  USER(TARGET),
  PASSWORD(TARGET),
  KEYSTONE_URL(TARGET),
  TENANT(TARGET),
  CLOUD(TARGET),
  USER_DOMAIN(TARGET),
  PROJECT_DOMAIN(TARGET),
  INTERFACE(TARGET),
  CACERT(TARGET),
  INSECURE(TARGET),
  FORCESYNCS(TARGET),
  METADATA_CONDITION(TARGET),
  METADATA_SET(TARGET),
  SYNC_ATTRIBUTES(TARGET),
  SYNC_MEMBERS(TARGET),
  REPLACE(TARGET),
  RENAME(TARGET),
  DONTUPDATE(TARGET),
  KEEP_OLD(TARGET),
  OLD_NAME(TARGET),
  OLD_VISIBILITY(TARGET),
  WITHDRAWN(TARGET),
  WITHDRAWN_GRACE(TARGET),
  IGNORE_REGIONS(TARGET),
  ONLY_TENANT_IMAGES(TARGET),
  SUPPORT_OBSOLETE_IMAGES(TARGET),
  OBSOLETE_SYNCPROPS(TARGET),
  LIST_IMAGES_TIMEOUT(TARGET),
  TENANT_ID(TARGET),
  USE_KEYSTONE_V3(TARGET);

  /** Which sections a key has a meaning in; any may stand in {@code [DEFAULT]}. */
  public enum SectionKind {
    MAIN,
    TARGET
  }

  /** The parts of a credential that may be given one by one. */
  public static final List<Key> PARTS = List.of(USER, PASSWORD, KEYSTONE_URL, TENANT);

  private final SectionKind section;

  Key(SectionKind section) {
    this.section = section;
  }

  /** As it stands in the file. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  public SectionKind place() {
    return section;
  }

  public static Optional<Key> of(String text) {
    return Arrays.stream(values()).filter(key -> key.text().equalsIgnoreCase(text)).findFirst();
  }

  public static List<String> texts() {
    return Arrays.stream(values()).map(Key::text).toList();
  }
}
