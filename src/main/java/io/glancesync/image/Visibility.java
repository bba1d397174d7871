package io.glancesync.image;

import java.util.Locale;

/** Who may see an image, in Glance's four words. */
public enum Visibility {
  PUBLIC,
  PRIVATE,
  SHARED,
  COMMUNITY;

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
