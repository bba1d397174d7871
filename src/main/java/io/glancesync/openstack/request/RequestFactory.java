package io.glancesync.openstack.request;

import io.glancesync.image.ImageId;
import io.glancesync.region.RegionName;

/** Makes requests from what a route has at hand. */
public final class RequestFactory {
  /** A request about the region itself. */
  public RegionRequest to(RegionName region) {
    return new RegionRequest(region);
  }

  /** A request about an image, without a body. */
  public SingleImageRequest about(RegionName region, ImageId id) {
    return SingleImageRequest.of(region, id);
  }

  /** A request that sends the content of an image. */
  public SingleImageRequest upload(RegionName region, ImageId id, Object content) {
    return SingleImageRequest.of(region, id).with(content);
  }

  /** A request that shows an image, for an exchange of its own. */
  public ImageLookup lookup(RegionName region, ImageId id) {
    return new ImageLookup(region, id);
  }
}
