package io.glancesync.openstack.request;

import static java.util.Objects.requireNonNull;

import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.image.Members;
import io.glancesync.openstack.GlanceRequest;
import io.glancesync.region.RegionName;

/**
 * A request for the members of an image that is made in an exchange of its own. It keeps the answer
 * for the exchange that asked.
 */
public final class MembersLookup implements GlanceRequest {
  private final RegionName region;
  private final Image image;
  private Members members;
  private Exception error;

  public MembersLookup(RegionName region, Image image) {
    this.region = requireNonNull(region, "region");
    this.image = requireNonNull(image, "image");
  }

  @Override
  public RegionName region() {
    return region;
  }

  public ImageId id() {
    return image.id();
  }

  public Image image() {
    return image;
  }

  /** Records what was found. */
  public void found(Members now) {
    members = now;
  }

  /** Records that they could not be read. */
  public void failed(Exception by) {
    error = by;
  }

  /** Null when they could not be read, or when nobody asked. */
  public Members members() {
    return members;
  }

  /** Null when they were read, or when nobody asked. */
  public Exception error() {
    return error;
  }
}
