package io.glancesync.openstack;

import static java.util.Objects.requireNonNull;

import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import java.util.List;
import java.util.Optional;

/**
 * One page of a region's images.
 *
 * @param next the image after which the next page begins; empty on the last page
 * @param memory about how many bytes of it the images take
 */
public record Page(List<Image> images, Optional<ImageId> next, long memory) {
  /** How many images a page is asked for; a server may give fewer. */
  static final int LIMIT = 1000;

  public Page {
    images = List.copyOf(images);
    requireNonNull(next, "next");
  }
}
