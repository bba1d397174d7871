package io.glancesync.cli;

import io.glancesync.file.Backup;
import io.glancesync.plan.Plan;
import io.glancesync.plan.Refusal;
import io.glancesync.report.RunReport;
import java.util.ArrayList;
import java.util.List;

/**
 * A run that was tried on a backup.
 *
 * @param before what would be done, region by region
 * @param after what would still be to do, in the same order
 * @param afterwards what would be there
 */
record Rehearsed(RunReport report, List<Plan> before, List<Plan> after, Backup afterwards) {
  List<RehearsedRow> rows() {
    var rows = new ArrayList<RehearsedRow>();
    for (int i = 0; i < before.size(); i++) {
      rows.addAll(RehearsedRow.of(before.get(i), after.get(i)));
    }
    return rows;
  }

  /** What a run would do, but cannot. */
  List<String> impossible() {
    return before.stream().flatMap(plan -> plan.refusals().stream()).map(Refusal::reason).toList();
  }
}
