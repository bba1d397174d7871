package io.glancesync.plan;

import static java.util.Objects.requireNonNull;

import io.glancesync.image.Image;

/**
 * The region's image of a master image's name.
 *
 * @param isOurs whether GlanceSync made it, as its id tells
 */
record Counterpart(Image image, boolean isOurs) {
  Counterpart {
    requireNonNull(image, "image");
  }
}
