package io.glancesync.plan;

import java.util.Locale;

/** The nine states of a selected image in a region (specification, section 5). */
public enum State {
  /** The region has no image of that name. */
  PENDING_UPLOAD,
  /** Content, visibility and the compared properties are equal. */
  OK,
  /** Same content; visibility, a compared field, or the kernel's or ramdisk's id differs. */
  PENDING_METADATA,
  /** Same content; its kernel or ramdisk is itself waiting to be copied. */
  PENDING_AMI,
  /** Its kernel or ramdisk is not among the selected images. */
  ERROR_AMI,
  /** Other content, which {@code dontupdate} protects. */
  OK_STALLED_CHECKSUM,
  /** Other content; {@code replace} decides. */
  PENDING_REPLACE,
  /** Other content; {@code rename} decides. */
  PENDING_RENAME,
  /** Other content, and no rule says what to do, or somebody protected it there. */
  ERROR_CHECKSUM;

  /** The word in commands' output, for example {@code pending_upload}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether a run copies the master's content. */
  public boolean isCopy() {
    return this == PENDING_UPLOAD || this == PENDING_REPLACE || this == PENDING_RENAME;
  }

  /** Whether other content is left as it is. */
  public boolean isLeftAlone() {
    return this == OK_STALLED_CHECKSUM || this == ERROR_CHECKSUM;
  }
}
