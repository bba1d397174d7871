package io.glancesync.planner;

import io.glancesync.plan.Companion;
import io.glancesync.plan.HeldBack;
import io.glancesync.plan.Step;
import io.glancesync.plan.Stop;
import io.glancesync.region.RegionName;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The copies of a plan that are not made, so that what needs them is not done either. */
final class StoppedCopies {
  private final RegionName region;
  private final Map<String, Stop> stops = new HashMap<>();

  StoppedCopies(RegionName region) {
    this.region = region;
  }

  /** A step that is not done for this reason. */
  HeldBack stop(Step step, Stop why) {
    add(step, why);
    return HeldBack.of(step, region, why);
  }

  /** A step whose kernel or ramdisk is not copied; empty when it lacks nothing. */
  Optional<HeldBack> dependent(Step step) {
    Optional<Companion> missing =
        step.companions().stream().filter(it -> stops.containsKey(it.master().name())).findFirst();
    return missing.map(
        it -> {
          Stop why = stops.get(it.master().name());
          add(step, why);
          return HeldBack.of(step, region, it, why);
        });
  }

  /** Whether a step makes room for an image that is not copied. Then there is room for the old. */
  boolean isRoomInVain(Step step) {
    return step instanceof Step.Remove remove && stops.containsKey(remove.masterName());
  }

  private void add(Step step, Stop why) {
    if (step instanceof Step.Copy) {
      stops.put(step.imageName(), why);
    }
  }
}
