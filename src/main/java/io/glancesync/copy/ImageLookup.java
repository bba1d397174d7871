package io.glancesync.copy;

import io.glancesync.image.Image;

/**
 * The result of an image lookup, for an exchange that looks the image up in an exchange of its own.
 */
public final class ImageLookup {
  private Image image;
  private Exception trouble;

  void found(Image now) {
    image = now;
  }

  void failed(Exception by) {
    trouble = by;
  }

  /** Null when the region has no such image. */
  public Image getImage() {
    return image;
  }

  /** Null when the lookup succeeded. */
  Exception trouble() {
    return trouble;
  }
}
