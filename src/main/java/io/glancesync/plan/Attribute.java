package io.glancesync.plan;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A field of every image that is carried over beside content, visibility and user properties
 * (specification, section 5, "Properties written").
 */
public enum Attribute {
  TAGS,
  MIN_DISK,
  MIN_RAM,
  OS_HIDDEN,
  /** Only ever added, never taken away. */
  PROTECTED;

  /** What is carried over unless the configuration says otherwise. */
  public static final Set<Attribute> ALL = Set.of(values());

  /** Glance's spelling, for example {@code min_disk}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Empty when there is no such attribute. */
  public static Optional<Attribute> of(String text) {
    return Arrays.stream(values()).filter(it -> it.text().equalsIgnoreCase(text)).findFirst();
  }

  /** The spelling of all of them. */
  public static List<String> texts() {
    return Arrays.stream(values()).map(Attribute::text).toList();
  }
}
