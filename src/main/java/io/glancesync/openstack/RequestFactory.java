package io.glancesync.openstack;

import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.plan.Changes;
import io.glancesync.region.RegionName;

/** Makes the requests that the routes send. */
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

  /** A request that changes an image. */
  public ImageChange change(RegionName region, ImageId id, Changes changes) {
    return new ImageChange(region, id, changes);
  }

  /**
   * A request that deletes an image.
   *
   * @param why the reason, as a text that follows a colon
   */
  public ImageDeletion deletion(RegionName region, Image image, String why) {
    return new ImageDeletion(region, image, why);
  }

  /** A request that shows an image, for an exchange of its own. */
  public ImageLookup lookup(RegionName region, ImageId id) {
    return new ImageLookup(region, id);
  }
}
