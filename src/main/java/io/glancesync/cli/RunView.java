package io.glancesync.cli;

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
record RunView(RunReport report, List<Plan> plans, Comparator<RegionName> order) {

  /** The state of each image in each region, before what the run did. */
  List<String> states(StateColors colors) {
    return new Table<StateRow>(colors)
        .column("STATE", StateRow::state)
        .number("SIZE", row -> HumanReadable.ofBytes(row.size()))
        .column("REGION", row -> row.region().toString())
        .column("IMAGE", StateRow::name)
        .lines(StateRow.of(plans));
  }

  /** What it did, or would do. */
  List<String> summary() {
    return new Summary(report, plans, order).lines();
  }
}
