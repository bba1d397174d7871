package io.glancesync.overview;

import io.glancesync.plan.Plan;
import io.glancesync.plan.Step;
import io.glancesync.region.RegionName;
import io.glancesync.report.RegionResult;
import io.glancesync.report.RunReport;
import io.glancesync.report.TransferResult;
import io.glancesync.report.TransferResult.TransferOutcome;
import io.glancesync.run.Run;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A run at work, as it changes. */
final class RunUnderWay {
  private final String id;
  private final Optional<String> by;
  private final Instant started;
  private final List<String> words;
  private final RateMeter meter;
  private List<RegionName> regions = List.of();
  private final Set<RegionName> done = new HashSet<>();
  private long changes;
  private long failed;
  private long toSend;

  /** What was sent by transfers that have ended. */
  private long sentBefore;

  RunUnderWay(Run run, long ticks) {
    id = run.id();
    by = run.begunBy();
    started = run.started();
    words = run.words();
    meter = new RateMeter(ticks);
  }

  String id() {
    return id;
  }

  void divided(List<RegionName> into) {
    regions = List.copyOf(into);
  }

  void planned(Plan plan) {
    toSend += plan.steps().filter(Step.Copy.class::isInstance).mapToLong(Step::size).sum();
  }

  void sent(long bytes, long ticks) {
    meter.add(bytes, ticks);
  }

  /**
   * A transfer has ended. Whatever became of it, nothing more of it is to be sent.
   *
   * @param size of its content
   * @param sent how much of it was sent, the last time
   */
  void ended(long size, long sent, TransferResult result) {
    toSend -= size - sent;
    sentBefore += sent;
    if (result.outcome() == TransferOutcome.DONE) {
      changes++;
    } else if (result.outcome() == TransferOutcome.FAILED) {
      failed++;
    }
  }

  void ended(RegionResult result) {
    if (regions.contains(result.region())) {
      done.add(result.region());
    }
  }

  /**
   * The run at this moment.
   *
   * @param underWay how much of their content the transfers under way have sent
   */
  RunOverview overview(long underWay, long ticks) {
    long sent = sentBefore + underWay;
    return new RunOverview(
        id,
        by,
        started,
        Optional.empty(),
        Optional.empty(),
        words,
        regions,
        done.size(),
        changes,
        failed,
        new Pace(sent, Math.max(sent, toSend), meter.rate(ticks)));
  }

  /** The run, after it has ended. */
  RunOverview ended(RunReport report, long ticks) {
    RunOverview last = overview(0, ticks);
    RunOverview ended = RunOverview.of(report);
    return new RunOverview(
        id,
        by,
        started,
        ended.finished(),
        ended.outcome(),
        words,
        ended.regions(),
        ended.regionsDone(),
        ended.changes(),
        ended.failed(),
        new Pace(last.pace().sent(), last.pace().size(), 0));
  }
}
