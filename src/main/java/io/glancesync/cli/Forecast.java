package io.glancesync.cli;

import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.plan.MasterImages;
import io.glancesync.plan.Plan;
import io.glancesync.plan.Refusal;
import io.glancesync.plan.Step;
import io.glancesync.plan.Warning;
import io.glancesync.region.RegionName;
import io.glancesync.report.RegionResult;
import io.glancesync.report.RunReport;
import io.glancesync.report.TransferResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The report of a run that is only planned. */
final class Forecast {
  private static final String RUN = "rehearsal";

  private final List<RegionResult> regions = new ArrayList<>();
  private final List<TransferResult> transfers = new ArrayList<>();
  private final List<Warning> warnings = new ArrayList<>();

  private Forecast() {}

  static RunReport report(MasterImages master, List<Plan> plans, Instant now) {
    var forecast = new Forecast();
    forecast.warnings.addAll(master.warnings());
    plans.forEach(forecast::add);
    return new RunReport(
        RUN, now, now, true, forecast.regions, forecast.transfers, forecast.warnings);
  }

  private void add(Plan plan) {
    RegionName region = plan.region();
    regions.add(new RegionResult(region, RegionResult.Outcome.DONE, Optional.empty()));
    plan.refusals().forEach(refusal -> transfers.add(refused(region, refusal)));
    plan.steps().forEach(step -> transfers.add(planned(region, step)));
    warnings.addAll(plan.warnings());
  }

  private static TransferResult refused(RegionName region, Refusal refusal) {
    return new TransferResult(
        region,
        refusal.master().name(),
        refusal.master().id(),
        Optional.empty(),
        refusal.action(),
        TransferResult.Outcome.FAILED,
        0,
        Duration.ZERO,
        0,
        Optional.of(refusal.reason()));
  }

  private static TransferResult planned(RegionName region, Step step) {
    return new TransferResult(
        region,
        step.imageName(),
        step.master().id(),
        existing(step),
        step.action(),
        TransferResult.Outcome.PLANNED,
        step instanceof Step.Copy ? step.master().size() : 0,
        Duration.ZERO,
        0,
        Optional.empty());
  }

  private static Optional<ImageId> existing(Step step) {
    if (step instanceof Step.Copy copy) {
      return Optional.ofNullable(copy.old()).map(Image::id);
    }
    return Optional.of(
        step instanceof Step.Update update
            ? update.existing().id()
            : ((Step.Retire) step).existing().id());
  }
}
