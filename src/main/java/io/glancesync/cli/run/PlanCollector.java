package io.glancesync.cli.run;

import io.glancesync.plan.Plan;
import io.glancesync.region.RegionName;
import io.glancesync.run.Progress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Keeps the plans of a run. */
final class PlanCollector implements Progress {
  private final List<Plan> plans = new ArrayList<>();

  @Override
  public synchronized void planned(Plan plan) {
    plans.add(plan);
  }

  /** All of them, in the order of their regions. */
  synchronized List<Plan> in(Comparator<RegionName> order) {
    return plans.stream().sorted(Comparator.comparing(Plan::region, order)).toList();
  }
}
