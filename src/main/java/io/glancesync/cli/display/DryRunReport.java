package io.glancesync.cli.display;

import io.glancesync.plan.Plan;
import io.glancesync.plan.Warning;
import io.glancesync.planner.MasterImages;
import io.glancesync.region.RegionName;
import io.glancesync.report.RegionResult;
import io.glancesync.report.RegionResult.RegionOutcome;
import io.glancesync.report.RunReport;
import io.glancesync.report.TransferResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The report of a run that is only planned. */
public final class DryRunReport {
  private static final String RUN = "rehearsal";

  private final List<RegionResult> regions = new ArrayList<>();
  private final List<TransferResult> transfers = new ArrayList<>();
  private final List<Warning> warnings = new ArrayList<>();

  private DryRunReport() {}

  public static RunReport report(MasterImages master, List<Plan> plans, Instant now) {
    var forecast = new DryRunReport();
    forecast.warnings.addAll(master.warnings());
    plans.forEach(forecast::add);
    return new RunReport(
        RUN, now, now, true, forecast.regions, forecast.transfers, forecast.warnings);
  }

  private void add(Plan plan) {
    RegionName region = plan.region();
    regions.add(result(region, plan.refusals().size()));
    plan.refusals().forEach(refusal -> transfers.add(TransferResult.refused(region, refusal)));
    plan.steps().forEach(step -> transfers.add(TransferResult.planned(region, step)));
    warnings.addAll(plan.warnings());
  }

  /** As a run itself ends in a region in which so many transfers failed. */
  private static RegionResult result(RegionName region, int failed) {
    return failed == 0
        ? new RegionResult(region, RegionOutcome.DONE, Optional.empty())
        : new RegionResult(
            region,
            RegionOutcome.FAILED,
            Optional.of(HumanReadable.of(failed, "transfer") + " failed"));
  }
}
