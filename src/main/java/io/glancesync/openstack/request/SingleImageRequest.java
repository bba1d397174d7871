package io.glancesync.openstack.request;

import static java.util.Objects.requireNonNull;

import io.glancesync.image.ImageId;
import io.glancesync.openstack.GlanceRequest;
import io.glancesync.region.RegionName;

/**
 * A request about one image: to show it, to create it, to upload or to download its content.
 *
 * @param content the body that is sent; null when there is none
 */
public record SingleImageRequest(RegionName region, ImageId id, Object content)
    implements GlanceRequest {
  public SingleImageRequest {
    requireNonNull(region, "region");
    requireNonNull(id, "id");
  }

  /** A request that sends no body. */
  public static SingleImageRequest of(RegionName region, ImageId id) {
    return new SingleImageRequest(region, id, null);
  }

  /** The request with a body. */
  public SingleImageRequest with(Object body) {
    return new SingleImageRequest(region, id, body);
  }
}
