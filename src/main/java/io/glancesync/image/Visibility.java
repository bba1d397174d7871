package io.glancesync.image;

import java.util.Locale;

/** Who may see an image, in Glance's four words. */
public enum Visibility {
  PUBLIC,
  PRIVATE,
  SHARED,
  COMMUNITY;

  /**
   * This visibility, unless it is not as open as the master's. Private images and shared ones
   * differ by their members only.
   *
   * @return what an image of this visibility should have
   */
  public Visibility inStepWith(Visibility master) {
    return isForSome() && master.isForSome() ? this : master;
  }

  /** Whether only its project sees the image, and members if it has any. */
  public boolean isForSome() {
    return this == PRIVATE || this == SHARED;
  }

  /** Glance's spelling: {@code public}, {@code private}, {@code shared}, {@code community}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws IllegalArgumentException when Glance has no such visibility
   */
  public static Visibility of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
