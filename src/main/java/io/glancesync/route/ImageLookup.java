package io.glancesync.route;

import io.glancesync.image.Image;

/** What a look at an image showed, for the exchange that asked for it in one of its own. */
public final class ImageLookup {
  private Image image;
  private Exception trouble;

  void found(Image now) {
    image = now;
  }

  void failed(Exception by) {
    trouble = by;
  }

  /** Null when there is none. */
  public Image getImage() {
    return image;
  }

  /** Null when it was looked at. */
  Exception trouble() {
    return trouble;
  }
}
