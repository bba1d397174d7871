package io.glancesync.plan;

import io.glancesync.image.UserProperties;

/** What one image may be to another (specification, section 5, "Kernel and ramdisk"). */
public enum Role {
  KERNEL(UserProperties.KERNEL_ID, "kernel", Warning.Code.KERNEL_MISSING),
  RAMDISK(UserProperties.RAMDISK_ID, "ramdisk", Warning.Code.RAMDISK_MISSING);

  private final String property;
  private final String text;
  private final Warning.Code missing;

  Role(String property, String text, Warning.Code missing) {
    this.property = property;
    this.text = text;
    this.missing = missing;
  }

  /** The property that holds the other image's id. */
  public String property() {
    return property;
  }

  public String text() {
    return text;
  }

  public Warning.Code missing() {
    return missing;
  }
}
