package io.glancesync.plan;

import io.glancesync.region.RegionName;
import java.util.Locale;

/** What a transfer does, in the report's words (specification, section 8). */
public enum Action {
  UPLOAD,
  REPLACE,
  RENAME,
  METADATA,
  AMI,
  OBSOLETE,
  HIDE,
  DEACTIVATE,
  DELETE;

  /** The report's spelling, for example {@code upload}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether an image of the region gives way to the master's. */
  public boolean isReplacement() {
    return this == REPLACE || this == RENAME;
  }

  /** Whether it sends the content of an image. */
  public boolean isCopy() {
    return this == UPLOAD || isReplacement();
  }

  /** Whether it is about an image that the master has no longer. */
  public boolean isRetirement() {
    return switch (this) {
      case OBSOLETE, HIDE, DEACTIVATE, DELETE -> true;
      case UPLOAD, REPLACE, RENAME, METADATA, AMI -> false;
    };
  }

  /** What is tried, for messages: {@code replace base_ubuntu in Burgos}. */
  public String attempt(String image, RegionName region) {
    String words =
        switch (this) {
          case UPLOAD -> "copy %s to %s";
          case REPLACE -> "replace %s in %s";
          case RENAME -> "copy %s to %s and rename the old one";
          case METADATA -> "update %s in %s";
          case AMI -> "link %s in %s to its kernel and ramdisk";
          case OBSOLETE -> "retire %s in %s";
          case HIDE -> "hide %s in %s";
          case DEACTIVATE -> "deactivate %s in %s";
          case DELETE -> "delete %s in %s";
        };
    return words.formatted(image, region);
  }
}
