package io.glancesync.openstack;

import io.glancesync.image.Image;
import java.util.Map;

/** About how much memory an image takes, which its JSON does not tell. */
final class Footprint {
  private static final long IMAGE = 600;
  private static final long ENTRY = 150;

  private Footprint() {}

  /** In bytes, rather too many than too few. */
  static long of(Image image) {
    long bytes = IMAGE + of(image.name()) + of(image.owner()) + of(image.status());
    bytes += of(image.checksum()) + of(image.diskFormat()) + of(image.containerFormat());
    if (image.hash() != null) {
      bytes += of(image.hash().algorithm()) + of(image.hash().value());
    }
    for (String tag : image.tags()) {
      bytes += ENTRY + of(tag);
    }
    for (Map.Entry<String, String> property : image.properties().entrySet()) {
      bytes += ENTRY + of(property.getKey()) + of(property.getValue());
    }
    return bytes;
  }

  /** A single letter beyond Latin doubles a text. */
  private static long of(String text) {
    if (text == null) {
      return 0;
    }
    return text.chars().anyMatch(letter -> letter > 255) ? 2L * text.length() : text.length();
  }
}
