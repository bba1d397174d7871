package io.glancesync.cli;

import io.glancesync.plan.ImageState;
import io.glancesync.plan.Plan;
import io.glancesync.region.RegionName;
import java.util.Collection;
import java.util.List;

/** The state of one image in one region, as commands list it. */
record StateRow(RegionName region, ImageState image) {
  /** Region by region, smallest image first. */
  static List<StateRow> of(Collection<Plan> plans) {
    return plans.stream()
        .flatMap(plan -> plan.states().stream().map(it -> new StateRow(plan.region(), it)))
        .toList();
  }

  String state() {
    return image.state().text();
  }

  String name() {
    return image.master().name();
  }

  long size() {
    return image.master().size();
  }

  /** {@code state,region,image}. */
  String csv() {
    return Csv.line(state(), region, name());
  }
}
