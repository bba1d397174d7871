package io.glancesync.planner;

import static java.util.Objects.requireNonNull;

import io.glancesync.image.Image;
import io.glancesync.image.Likeness;
import io.glancesync.plan.CopyId;
import io.glancesync.region.RegionName;

/**
 * The region's image of a master image's name.
 *
 * @param content whether it is the master's
 * @param isOurs whether GlanceSync made it, as its id tells
 */
record Counterpart(Image image, Likeness content, boolean isOurs) {
  Counterpart {
    requireNonNull(image, "image");
    requireNonNull(content, "content");
  }

  static Counterpart of(RegionName region, Image master, Image image, String projectId) {
    // anybody may choose the id of an image
    return image.belongsTo(projectId)
        ? new Counterpart(
            image, CopyId.likeness(region, master, image), CopyId.isOurs(region, image))
        : new Counterpart(image, image.likeness(master), false);
  }
}
