package io.glancesync.cli.run;

import io.glancesync.cli.display.StateColors;
import io.glancesync.cli.display.Summary;
import io.glancesync.plan.Plan;
import io.glancesync.region.RegionName;
import io.glancesync.report.RunReport;
import java.util.Comparator;
import java.util.List;

/**
 * A run that is over, in the order in which people are told about it.
 *
 * @param plans in that order
 * @param order of its regions
 */
public record RunView(RunReport report, List<Plan> plans, Comparator<RegionName> order) {

  /** The state of each image in each region, before what the run did. */
  public List<String> states(StateColors colors) {
    return StateRow.table(colors).lines(StateRow.of(plans));
  }

  /** What it did, or would do. */
  public List<String> summary() {
    return new Summary(report, plans, order).lines();
  }
}
