package io.glancesync.openstack.request;

import static java.util.Objects.requireNonNull;

import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.openstack.GlanceRequest;
import io.glancesync.region.RegionName;

/**
 * A request to delete an image that was read just now.
 *
 * @param why the reason, as a text that follows a colon
 */
public record ImageDeletion(RegionName region, Image image, String why) implements GlanceRequest {
  public ImageDeletion {
    requireNonNull(region, "region");
    requireNonNull(image, "image");
    requireNonNull(why, "why");
  }

  public ImageId id() {
    return image.id();
  }
}
