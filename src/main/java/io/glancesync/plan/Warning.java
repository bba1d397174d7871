package io.glancesync.plan;

import static java.util.Objects.requireNonNull;

import io.glancesync.region.RegionName;
import java.util.Locale;

/**
 * Something that a run cannot settle by itself, and that an operator should know.
 *
 * @param region where it was found; the master region for what is wrong with its own list
 * @param image the image's name; empty where it is about all of them
 * @param message a sentence that says what was found and what would settle it
 */
public record Warning(Code code, RegionName region, String image, String message) {
  /**
   * The closed list of the specification, sections 3, 5, 8 and 9, and what a region does not let us
   * set.
   */
  public enum Code {
    DUPLICATE_MASTER_NAME,
    MASTER_NOT_ACTIVE,
    MASTER_SHRUNK,
    SELECTION_NARROWED,
    DUPLICATE_REGION_NAME,
    FOREIGN_OWNER,
    NOT_ACTIVE,
    CHECKSUM_CONFLICT,
    PROTECTED_IN_REGION,
    CONTENT_UNKNOWN,
    KERNEL_MISSING,
    RAMDISK_MISSING,
    OBSOLETE_IGNORED,
    PROPERTY_NOT_KEPT,
    KEPT_IN_USE,
    MEMBERS_UNKNOWN,
    WITHDRAWN;

    /** The report's spelling, for example {@code checksum_conflict}. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Warning {
    requireNonNull(code, "code");
    requireNonNull(region, "region");
    requireNonNull(image, "image");
    requireNonNull(message, "message");
  }
}
