package io.glancesync.plan;

import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.region.RegionName;

/** The ids that an earlier release gave. */
public final class EarlierCopyIds {
  private EarlierCopyIds() {}

  public static ImageId of(RegionName region, Image master) {
    return EarlierCopyId.of(region, master, 0);
  }
}
