package io.glancesync.overview;

import io.glancesync.deadletter.DeadLetter;
import io.glancesync.deadletter.Resolution;
import io.glancesync.error.ErrorClass;
import io.glancesync.plan.Plan;
import io.glancesync.plan.Step;
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
import io.glancesync.run.RunRequest;
import io.glancesync.run.RunTracker;
import io.glancesync.time.Clocks;
import io.glancesync.transfer.RetryWait;
import io.glancesync.transfer.Transfer;
import io.glancesync.transfer.TransferPhase;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Keeps the one view of what is going on. All displays and counters read it, and nothing else keeps
 * count.
 *
 * <p>What runs do arrives as {@link Progress}. What lies in files, which other processes change too
 * (letters, pauses), and what others keep account of (schedules, refused edits) is told as a whole,
 * from time to time.
 *
 * <p>It may be told and asked by any thread. What it holds is bounded: a byte for each image and
 * region, and little more for what deviates, is under way, or was lately.
 */
public final class OverviewTracker implements Progress {
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  private final Clocks clocks;
  private final String epoch;
  private final EventLog events;
  private long progressTold;
  private final RegionBoard regions = new RegionBoard();
  private final RunBoard runs = new RunBoard();
  private final Map<String, LetterOverview> letters = new LinkedHashMap<>();
  private final TotalsBoard totals = new TotalsBoard();
  private List<ScheduleOverview> schedules = List.of();
  private List<RegionPause> pauses = List.of();
  private List<String> refusedEdits = List.of();

  public OverviewTracker(Clocks clocks) {
    this.clocks = clocks;
    epoch = RunTracker.id(now());
    events = new EventLog(epoch);
    progressTold = ticks();
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
        refusedEdits,
        totals.totals());
  }

  /** What happened lately. */
  public EventLog events() {
    return events;
  }

  private void tell(Happening what) {
    events.append(now(), what);
  }

  /** At most once a second, however many transfers tell how far they are. */
  private void tellProgress() {
    long ticks = ticks();
    if (ticks - progressTold >= INTERVAL.toNanos()) {
      progressTold = ticks;
      tell(new Happening.TransfersProgressed(runs.transfers(ticks)));
    }
  }

  /** A transfer that is under way; empty if it is not. */
  public synchronized Optional<TransferOverview> transfer(Transfer transfer) {
    return runs.of(transfer, ticks());
  }

  /** The run that is at work; the one that began last if there are several. */
  public synchronized Optional<RunOverview> present() {
    return runs.runs(ticks()).stream().filter(RunOverview::isAtWork).findFirst();
  }

  private Instant now() {
    return clocks.wall().instant();
  }

  private long ticks() {
    return clocks.ticker().nanos();
  }

  /** Somebody asked for a run. */
  public synchronized void queued(String id, String by) {
    tell(new Happening.RunQueued(id, by));
  }

  @Override
  public synchronized void begun(Run run) {
    runs.begun(run, ticks());
    tell(new Happening.RunBegun(run.id(), run.begunBy()));
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
      back(plan.region());
      regions.compared(plan, run.isAboutAll(), now());
    }
    runs.planned(run, plan);
    if (!run.isDryRun()) {
      tellPlanned(plan);
    }
  }

  private void tellPlanned(Plan plan) {
    tell(
        new Happening.RegionPlanned(
            plan.region(), (int) plan.steps().count(), plan.steps().mapToLong(Step::size).sum()));
    if (!plan.heldBack().isEmpty()) {
      tell(
          new Happening.HeldBackByGuard(
              plan.region(), plan.heldBack().size(), plan.heldBack().get(0).reason()));
    }
  }

  @Override
  public synchronized void closed(RunReport report) {
    runs.closed(report, ticks())
        .ifPresent(it -> totals.ended(schedule(report), report.outcome(), report.finished()));
  }

  /**
   * The schedule that began the run; empty when none did, or when there is no such schedule now.
   */
  private String schedule(RunReport report) {
    return report
        .begunBy()
        .flatMap(RunRequest::schedule)
        .filter(name -> schedules.stream().anyMatch(it -> it.name().equals(name)))
        .orElse("");
  }

  @Override
  public synchronized void ended(RunReport report) {
    closed(report);
    tell(new Happening.RunEnded(report.run(), report.outcome()));
  }

  @Override
  public synchronized void unreachable(RegionName region, String why) {
    if (regions.unreachable(region, why)) {
      tell(new Happening.RegionUnreachable(region, why));
    }
  }

  @Override
  public synchronized void reachable(RegionName region) {
    back(region);
  }

  private void back(RegionName region) {
    if (regions.reachable(region)) {
      tell(new Happening.RegionBack(region));
    }
  }

  @Override
  public synchronized void ended(RegionResult result) {
    if (result.outcome() == RegionOutcome.UNREACHABLE) {
      unreachable(result.region(), result.error().orElse(""));
    }
    runs.ended(result);
    tell(new Happening.RegionEnded(result.region(), result.outcome(), result.error()));
  }

  @Override
  public synchronized void entered(Transfer transfer, TransferPhase phase) {
    runs.entered(transfer, phase, now(), ticks());
    tellProgress();
  }

  @Override
  public synchronized void retrying(Transfer transfer, RetryWait wait) {
    runs.retrying(transfer, wait, now(), ticks());
    transfer(transfer).map(Happening.TransferRetried::new).ifPresent(this::tell);
    tellProgress();
  }

  @Override
  public synchronized void resumed(Transfer transfer) {
    runs.resumed(transfer);
    // only what is transient is waited for
    totals.retried(transfer.region(), ErrorClass.TRANSIENT);
  }

  @Override
  public synchronized void begun(Transfer transfer) {
    entered(transfer, transfer.isCopy() ? TransferPhase.CREATING : TransferPhase.CHANGING);
    transfer(transfer).map(Happening.TransferBegun::new).ifPresent(this::tell);
  }

  @Override
  public synchronized void sending(Transfer transfer) {
    runs.sending(transfer, ticks());
  }

  @Override
  public synchronized void fetched(long bytes) {
    totals.fetched(bytes);
  }

  @Override
  public synchronized void sent(Transfer transfer, long bytes) {
    totals.sent(transfer.region(), bytes);
    if (runs.sent(transfer, bytes, ticks())) {
      tellProgress();
    }
  }

  @Override
  public synchronized void unchanged(Transfer transfer) {
    runs.left(transfer);
  }

  @Override
  public synchronized void ended(Transfer transfer, TransferResult result) {
    runs.ended(transfer, result);
    totals.ended(result);
    if (result.outcome() == TransferOutcome.DONE) {
      regions.done(transfer.region(), transfer.step().masterName(), now());
    }
    tell(
        new Happening.TransferEnded(
            transfer.run(),
            transfer.region(),
            result.image(),
            result.action(),
            result.outcome(),
            result.bytes(),
            result.error()));
  }

  @Override
  public synchronized void created(DeadLetter letter) {
    kept(LetterOverview.of(letter));
  }

  private void kept(LetterOverview letter) {
    if (!letter.equals(letters.put(letter.id(), letter))) {
      tell(new Happening.LetterKept(letter));
    }
  }

  @Override
  public synchronized void resolved(Resolution resolution) {
    if (resolution.isClosed()) {
      closed(resolution.letter().id());
    }
  }

  private void closed(String letter) {
    Optional.ofNullable(letters.remove(letter))
        .map(Happening.LetterClosed::new)
        .ifPresent(this::tell);
  }

  /** All open dead letters, as they lie in their folder. */
  public synchronized void letters(Collection<DeadLetter> all) {
    List<LetterOverview> now = all.stream().map(LetterOverview::of).toList();
    Set<String> ids = now.stream().map(LetterOverview::id).collect(Collectors.toSet());
    List.copyOf(letters.keySet()).stream().filter(it -> !ids.contains(it)).forEach(this::closed);
    now.forEach(this::kept);
  }

  /** All schedules in effect. */
  public synchronized void schedules(List<ScheduleOverview> all) {
    schedules = List.copyOf(all);
  }

  /** A schedule begins its run, or did not: one of the three happenings of schedules. */
  public synchronized void scheduled(Happening what) {
    if (what instanceof Happening.ScheduleMissed it) {
      totals.missed(it.schedule());
    } else if (what instanceof Happening.ScheduleSkipped it) {
      totals.missed(it.schedule());
    }
    tell(what);
  }

  /** All pauses in force. */
  public synchronized void pauses(List<RegionPause> all) {
    pauses = List.copyOf(all);
  }

  /** Edits of these files are in use. */
  public synchronized void taken(List<String> files) {
    if (!files.isEmpty()) {
      tell(new Happening.EditTaken(files));
    }
  }

  /** All edits that the service refuses now. */
  public synchronized void refusedEdits(List<String> all) {
    all.stream()
        .filter(it -> !refusedEdits.contains(it))
        .map(Happening.EditRefused::new)
        .forEach(this::tell);
    refusedEdits = List.copyOf(all);
  }
}
