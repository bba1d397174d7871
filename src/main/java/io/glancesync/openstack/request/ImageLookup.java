package io.glancesync.openstack.request;

import static java.util.Objects.requireNonNull;

import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.openstack.GlanceRequest;
import io.glancesync.region.RegionName;

/**
 * A request to show an image that is made in an exchange of its own. It keeps the answer for the
 * exchange that asked.
 */
public final class ImageLookup implements GlanceRequest {
  private final RegionName region;
  private final ImageId id;
  private Image image;
  private Exception error;

  public ImageLookup(RegionName region, ImageId id) {
    this.region = requireNonNull(region, "region");
    this.id = requireNonNull(id, "id");
  }

  @Override
  public RegionName region() {
    return region;
  }

  public ImageId id() {
    return id;
  }

  /**
   * Records what was found.
   *
   * @param now null when the region has no such image
   */
  public void found(Image now) {
    image = now;
  }

  /** Records that the lookup failed. */
  public void failed(Exception by) {
    error = by;
  }

  /** Null when the region has no such image. */
  public Image image() {
    return image;
  }

  /** Null when the lookup succeeded. */
  public Exception error() {
    return error;
  }
}
