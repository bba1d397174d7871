package io.glancesync.plan;

import static java.util.Objects.requireNonNull;

import io.glancesync.condition.Condition;
import java.util.Optional;
import java.util.Set;

/**
 * The rules that one target sets for its regions (specification, section 2).
 *
 * @param forcesyncs ids of master images that are always selected
 * @param condition decides which images are selected; empty when the configuration has none
 * @param metadataSet the user properties kept in step; empty means all
 * @param syncAttributes the other fields kept in step
 * @param syncMembers whether members of shared images are carried over
 * @param replace checksums of region images that may be replaced, or the words {@code ours} and
 *     {@code any}
 * @param rename checksums of region images that are renamed, or the words {@code ours} and {@code
 *     any}
 * @param dontupdate checksums of region images that stay as they are
 * @param onlyTenantImages whether images of other projects are not counterparts
 * @param supportObsoleteImages whether section 6 applies
 * @param obsoleteSyncprops the properties that a retired image takes over from the master's
 * @param rotation what becomes of the images that are replaced
 * @param withdrawal what becomes of the images that the master has no longer
 */
public record Policy(
    Set<String> forcesyncs,
    Optional<Condition> condition,
    Set<String> metadataSet,
    Set<Attribute> syncAttributes,
    boolean syncMembers,
    Set<String> replace,
    Set<String> rename,
    Set<String> dontupdate,
    boolean onlyTenantImages,
    boolean supportObsoleteImages,
    Set<String> obsoleteSyncprops,
    Rotation rotation,
    Withdrawal withdrawal) {

  /** In {@code replace} and {@code rename}: an image that GlanceSync made. */
  public static final String OURS = "ours";

  /** In {@code replace} and {@code rename}: whatever the checksum is. */
  public static final String ANY = "any";

  public Policy {
    forcesyncs = Set.copyOf(forcesyncs);
    metadataSet = Set.copyOf(metadataSet);
    syncAttributes = Set.copyOf(syncAttributes);
    replace = Set.copyOf(replace);
    rename = Set.copyOf(rename);
    dontupdate = Set.copyOf(dontupdate);
    obsoleteSyncprops = Set.copyOf(obsoleteSyncprops);
    requireNonNull(rotation, "rotation");
    requireNonNull(withdrawal, "withdrawal");
  }

  /** The same rules, of which members are no matter. */
  public Policy withoutMembers() {
    return new Policy(
        forcesyncs,
        condition,
        metadataSet,
        syncAttributes,
        false,
        replace,
        rename,
        dontupdate,
        onlyTenantImages,
        supportObsoleteImages,
        obsoleteSyncprops,
        rotation,
        withdrawal);
  }
}
