package io.glancesync.overview;

import io.glancesync.image.Image;
import io.glancesync.image.Images;
import io.glancesync.plan.Plan;
import io.glancesync.plan.RegionMemory;
import io.glancesync.planner.MasterImages;
import io.glancesync.planner.Planner;
import io.glancesync.planner.Policies;
import io.glancesync.planner.RegionComparison;
import io.glancesync.region.RegionName;
import java.util.List;

/** Comparisons of a region with the master Valladolid. */
public final class Comparisons {
  public static final RegionName VALLADOLID = RegionName.of("Valladolid");

  private Comparisons() {}

  public static RegionComparison of(RegionName region, List<Image> master, List<Image> there) {
    var policy = Policies.aPolicy().build();
    MasterImages images = MasterImages.of(VALLADOLID, master, Images.US);
    Plan plan = Planner.plan(images, region, there, policy, Images.US);
    return new RegionComparison(images, region, there, policy, Images.US, RegionMemory.NONE, plan);
  }
}
