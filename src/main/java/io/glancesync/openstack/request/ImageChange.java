package io.glancesync.openstack.request;

import static java.util.Objects.requireNonNull;

import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.openstack.Glance;
import io.glancesync.openstack.GlanceRequest;
import io.glancesync.plan.Changes;
import io.glancesync.region.RegionName;
import java.util.List;

/** A request to change an image. */
public record ImageChange(RegionName region, ImageId id, Changes changes) implements GlanceRequest {
  public ImageChange {
    requireNonNull(region, "region");
    requireNonNull(id, "id");
    requireNonNull(changes, "changes");
  }

  /** The changes as JSON patch. */
  @Override
  public String content() {
    return new Glance().patch(changes);
  }

  /**
   * The changes of it that the image does not have.
   *
   * @param now the image as it is
   */
  public Changes remaining(Image now) {
    return changes.remaining(now);
  }

  /** The changes as one request each. Empty if there is only one. */
  public List<ImageChange> parts() {
    List<Changes> parts = changes.parts();
    return parts.size() > 1
        ? parts.stream().map(it -> new ImageChange(region, id, it)).toList()
        : List.of();
  }
}
