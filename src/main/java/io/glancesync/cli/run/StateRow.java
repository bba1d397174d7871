package io.glancesync.cli.run;

import io.glancesync.plan.ImageState;
import io.glancesync.plan.Plan;
import io.glancesync.region.RegionName;
import java.util.Collection;
import java.util.List;

/** The state of one image in one region, as commands list it. */
public record StateRow(RegionName region, ImageState image) {
  /** Region by region, smallest image first. */
  public static List<StateRow> of(Collection<Plan> plans) {
    return plans.stream()
        .flatMap(plan -> plan.states().stream().map(it -> new StateRow(plan.region(), it)))
        .toList();
  }

  public String state() {
    return image.state().text();
  }

  public String name() {
    return image.master().name();
  }

  public long size() {
    return image.master().size();
  }

  /** {@code state,region,image}. */
  public String csv() {
    return Csv.line(state(), region, name());
  }
}
