package io.glancesync.overview;

import io.glancesync.deadletter.DeadLetter;
import io.glancesync.deadletter.Resolution;
import io.glancesync.plan.Plan;
import io.glancesync.planner.RegionComparison;
import io.glancesync.region.RegionName;
import io.glancesync.region.RegionPause;
import io.glancesync.report.RegionResult;
import io.glancesync.report.RegionResult.RegionOutcome;
import io.glancesync.report.RunReport;
import io.glancesync.report.TransferResult;
import io.glancesync.report.TransferResult.TransferOutcome;
import io.glancesync.run.Progress;
import io.glancesync.run.Run;
import io.glancesync.run.RunTracker;
import io.glancesync.time.Clocks;
import io.glancesync.transfer.Transfer;
import io.glancesync.transfer.TransferPhase;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps the one view of what is going on. Whoever shows or counts any of it reads it here; nothing
 * else counts.
 *
 * <p>What runs do arrives as {@link Progress}. What lies in files, which other processes change too
 * (letters, pauses), and what others keep account of (schedules, refused edits) is told as a whole,
 * from time to time.
 *
 * <p>It may be told and asked by any thread. What it holds is bounded: a byte for each image and
 * region, and little more for what deviates, is under way, or was lately.
 */
public final class OverviewTracker implements Progress {
  private final Clocks clocks;
  private final String epoch;
  private final RegionBoard regions = new RegionBoard();
  private final RunBoard runs = new RunBoard();
  private final Map<String, LetterOverview> letters = new LinkedHashMap<>();
  private List<ScheduleOverview> schedules = List.of();
  private List<RegionPause> pauses = List.of();
  private List<String> refusedEdits = List.of();

  public OverviewTracker(Clocks clocks) {
    this.clocks = clocks;
    epoch = RunTracker.id(now());
  }

  /** All that is going on, at this moment. */
  public synchronized Overview overview() {
    long ticks = ticks();
    return new Overview(
        epoch,
        now(),
        regions.all(),
        regions.matrix(),
        runs.runs(ticks),
        runs.transfers(ticks),
        List.copyOf(letters.values()),
        schedules,
        pauses,
        refusedEdits);
  }

  /** A transfer that is under way; empty if it is not. */
  public synchronized Optional<TransferOverview> transfer(Transfer transfer) {
    return runs.of(transfer, ticks());
  }

  private Instant now() {
    return clocks.wall().instant();
  }

  private long ticks() {
    return clocks.ticker().nanos();
  }

  @Override
  public synchronized void begun(Run run) {
    runs.begun(run, ticks());
  }

  @Override
  public synchronized void divided(Run run, List<RegionName> into) {
    runs.divided(run, into);
  }

  @Override
  public synchronized void compared(Run run, RegionComparison comparison) {
    Plan plan = comparison.plan();
    // other rules than the configuration's say nothing about what is in step
    if (!run.isNarrowed()) {
      regions.compared(plan, run.isAboutAll(), now());
    }
    runs.planned(run, plan);
  }

  @Override
  public synchronized void closed(RunReport report) {
    runs.closed(report, ticks());
  }

  @Override
  public synchronized void ended(RunReport report) {
    closed(report);
  }

  @Override
  public synchronized void unreachable(RegionName region, String why) {
    regions.unreachable(region, why);
  }

  @Override
  public synchronized void reachable(RegionName region) {
    regions.reachable(region);
  }

  @Override
  public synchronized void ended(RegionResult result) {
    if (result.outcome() == RegionOutcome.UNREACHABLE) {
      unreachable(result.region(), result.error().orElse(""));
    }
    runs.ended(result);
  }

  @Override
  public synchronized void entered(Transfer transfer, TransferPhase phase) {
    runs.entered(transfer, phase, now(), ticks());
  }

  @Override
  public synchronized void resumed(Transfer transfer) {
    runs.resumed(transfer);
  }

  @Override
  public synchronized void begun(Transfer transfer) {
    entered(transfer, transfer.isCopy() ? TransferPhase.CREATING : TransferPhase.CHANGING);
  }

  @Override
  public synchronized void sending(Transfer transfer) {
    runs.sending(transfer, ticks());
  }

  @Override
  public synchronized void sent(Transfer transfer, long bytes) {
    runs.sent(transfer, bytes, ticks());
  }

  @Override
  public synchronized void ended(Transfer transfer, TransferResult result) {
    runs.ended(transfer, result);
    if (result.outcome() == TransferOutcome.DONE) {
      regions.done(transfer.region(), transfer.step().masterName(), now());
    }
  }

  @Override
  public synchronized void created(DeadLetter letter) {
    letters.put(letter.id(), LetterOverview.of(letter));
  }

  @Override
  public synchronized void resolved(Resolution resolution) {
    if (resolution.isClosed()) {
      letters.remove(resolution.letter().id());
    }
  }

  /** All open dead letters, as they lie in their folder. */
  public synchronized void letters(Collection<DeadLetter> all) {
    letters.clear();
    all.forEach(this::created);
  }

  /** All schedules in effect. */
  public synchronized void schedules(List<ScheduleOverview> all) {
    schedules = List.copyOf(all);
  }

  /** All pauses in force. */
  public synchronized void pauses(List<RegionPause> all) {
    pauses = List.copyOf(all);
  }

  /** All edits that the service refuses now. */
  public synchronized void refusedEdits(List<String> all) {
    refusedEdits = List.copyOf(all);
  }
}
