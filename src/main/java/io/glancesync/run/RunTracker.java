package io.glancesync.run;

import io.glancesync.config.Configuration;
import io.glancesync.error.BusyException;
import io.glancesync.error.ErrorMapper;
import io.glancesync.error.ErrorReport;
import io.glancesync.error.TransferException.MessageDropped;
import io.glancesync.log.LogScope;
import io.glancesync.planner.Guards;
import io.glancesync.region.RegionName;
import io.glancesync.region.RegionPause;
import io.glancesync.region.UnknownRegionException;
import io.glancesync.report.RegionResult;
import io.glancesync.report.RegionResult.RegionOutcome;
import io.glancesync.report.RunReport;
import io.glancesync.report.TransferResult;
import io.glancesync.time.Clocks;
import io.glancesync.transfer.Transfer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the record of runs: what was planned, what the result of each region is, and the report at
 * the end.
 */
public final class RunTracker {
  private static final Logger LOG = LoggerFactory.getLogger("glancesync.sync");
  private static final String STOPPED = "the service was stopped";
  private static final String CANCELLED = "the run was cancelled";
  private static final DateTimeFormatter ID =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final Supplier<Configuration> configuration;
  private final Supplier<String> fingerprint;
  private final ErrorMapper errorMapper;
  private final RunResources resources;
  private final MasterGuard masterGuard;
  private final Function<String, Guards.RunTally> tallies;
  private final PauseFile pauseFile;
  private final Progress progress;
  private final Clocks clocks;
  private final Map<String, Run> current = new ConcurrentHashMap<>();
  private volatile boolean isStopping;

  /**
   * @param fingerprint tells the present configuration from others
   */
  public RunTracker(
      Supplier<Configuration> configuration,
      Supplier<String> fingerprint,
      ErrorMapper errorMapper,
      RunResources resources,
      MasterGuard masterGuard,
      Function<String, Guards.RunTally> tallies,
      PauseFile pauseFile,
      Progress progress,
      Clocks clocks) {
    this.configuration = configuration;
    this.fingerprint = fingerprint;
    this.errorMapper = errorMapper;
    this.resources = resources;
    this.masterGuard = masterGuard;
    this.tallies = tallies;
    this.pauseFile = pauseFile;
    this.progress = progress;
    this.clocks = clocks;
  }

  /** The id of a run that begins now. Ids are in the order of time. */
  public static String id(Instant now) {
    return ID.format(now);
  }

  /** The run that a transfer is part of; null when it is over. */
  public Run of(Transfer transfer) {
    return current.get(transfer.run());
  }

  /** Begins a run. */
  public Run begin(RunRequest request) {
    Instant now = clocks.wall().instant();
    boolean isAlone = current.isEmpty();
    Run run = run(request, now);
    // two may begin in one millisecond
    for (Instant id = now; current.putIfAbsent(run.id(), run) != null; ) {
      id = id.plusMillis(1);
      run = run(request, id);
    }
    resources.begin(run, request.parallel(), isAlone);
    Run begun = run;
    if (!run.isDryRun()) {
      told(() -> progress.begun(begun));
    }
    return run;
  }

  private Run run(RunRequest request, Instant now) {
    String id = id(now);
    return new Run(
        id,
        request,
        now,
        clocks.ticker().nanos(),
        masterGuard.guards(),
        tallies.apply(id),
        fingerprint.get());
  }

  /**
   * Records which regions are paused, and that the run leaves them out.
   *
   * @throws io.glancesync.error.RefusedException when the file cannot be understood
   */
  public void leaveOutPaused(Run run) {
    if (!run.isLookingOnly()) {
      run.leavesOut(pauseFile.read().at(clocks.wall().instant()));
      run.pausedNames().forEach(name -> leaveOut(run, name));
    }
  }

  /** The regions that are not paused. The run leaves the others out. */
  public List<RegionName> unpaused(Run run, List<RegionName> regions) {
    Map<Boolean, List<RegionName>> byPause =
        regions.stream()
            .collect(Collectors.partitioningBy(it -> run.pausedRegions().of(it).isPresent()));
    byPause.get(true).forEach(region -> leaveOut(run, region));
    List<RegionName> open = byPause.get(false);
    if (!run.isDryRun()) {
      told(() -> progress.divided(run, open));
    }
    return open;
  }

  /** A region that the words name more than once is reported once. */
  private void leaveOut(Run run, RegionName name) {
    Optional<String> why = run.pausedRegions().of(name).map(RegionPause::text);
    var result = new RegionResult(name, RegionOutcome.PAUSED, why);
    if (run.addNew(result)) {
      tell(run, result, false);
    }
  }

  /** The region that images come from. */
  RegionName masterRegion() {
    return configuration.get().masterRegion();
  }

  /** Stops: from now on no new work is begun. */
  public void stop() {
    isStopping = true;
    resources.availability().stop();
  }

  /**
   * Whether a request has asked for a run.
   *
   * @param run null outside of a run
   * @param transfer null outside of a transfer
   */
  public boolean hasRequestId(Run run, Transfer transfer) {
    return whole(run, transfer).flatMap(Run::requestId).isPresent();
  }

  /** The id of that request, so that it finds the logs of all servers. */
  public String requestId(Run run, Transfer transfer) {
    return whole(run, transfer).flatMap(Run::requestId).orElseThrow();
  }

  private Optional<Run> whole(Run run, Transfer transfer) {
    return Optional.ofNullable(transfer == null ? run : of(transfer));
  }

  /** Whether a run may begin; false after the service was stopped. */
  public boolean mayBegin() {
    return !isStopping;
  }

  /**
   * Lets a run begin that has waited for its turn.
   *
   * @throws BusyException when the service was stopped
   */
  public void goOn() {
    goOn(STOPPED, isStopping);
  }

  /**
   * Lets a run continue with its next region.
   *
   * @throws BusyException when the service was stopped, or the run was cancelled
   */
  public void continueWith(Run run) {
    goOn();
    goOn(CANCELLED, isCancelled(run.id()));
  }

  private static void goOn(String end, boolean isOver) {
    if (isOver) {
      throw new BusyException(end + " before this", "the next run does it");
    }
  }

  /**
   * Cancels a run that is at work: nothing new is begun, and what is on its way may end.
   *
   * @return whether there is such a run
   */
  public boolean cancel(String run) {
    if (!current.containsKey(run)) {
      return false;
    }
    resources.availability().cancel(run);
    LOG.warn("run {} is cancelled: nothing new begins, what is on its way may end", run);
    return true;
  }

  /** The run at work that a request asked for; empty if it has not begun, or has ended. */
  public Optional<String> askedBy(String requestId) {
    return current.values().stream()
        .filter(it -> it.requestId().filter(requestId::equals).isPresent())
        .map(Run::id)
        .findFirst();
  }

  /** Whether somebody has cancelled a run, also one that has ended. */
  public boolean isCancelled(String run) {
    return resources.availability().isCancelled(run);
  }

  /** Whether a run begins nothing any more. What it leaves undone is no failure. */
  public boolean isEnding(String run) {
    return resources.availability().isEnding(run);
  }

  private Optional<String> end(String run) {
    return isEnding(run) ? Optional.of(isStopping ? STOPPED : CANCELLED) : Optional.empty();
  }

  /**
   * Records the result of a region.
   *
   * @param unsettled what was begun in the region and could be neither finished nor undone
   */
  public void regionDone(Run run, RegionName region, List<Transfer> unsettled) {
    if (!run.isDryRun()) {
      run.unreported(region).stream()
          .map(step -> TransferResult.skipped(region, step, "a route dropped its message"))
          .forEach(run.outcomes()::add);
    }
    var account =
        new RegionSummary(
            run.plan(region),
            run.outcomes().failed(region),
            run.outcomes().putOffIn(region),
            unsettled,
            run.sparesLeft(region),
            run.isDryRun(),
            resources.availability().isDown(region),
            end(run.id()));
    RegionResult result = account.result();
    note(run, result);
    tell(run, result, isEnding(run.id()) && account.isPutOffOnly());
  }

  /** Records that a region could not be processed. */
  public void regionFailed(Run run, RegionName region, Throwable cause) {
    RegionResult result = errorMapper.ofRegion(region, cause).result(region);
    note(run, result);
    tell(run, result, isEnding(run.id()) && cause instanceof BusyException);
  }

  /** Records the regions whose targets refused the sign-in. */
  public void unreached(Run run, RegionResolver.RegionSelection wish) {
    RegionResolver.unreached(wish).forEach((region, failure) -> regionFailed(run, region, failure));
  }

  private void regionFailed(Run run, RegionName region, ErrorReport failure) {
    RegionResult result = failure.result(region);
    note(run, result);
    tell(run, result, false);
  }

  private void note(Run run, RegionResult result) {
    run.add(result);
    if (!run.isDryRun()) {
      resources.spool().ended(result.region());
    }
  }

  private void tell(Run run, RegionResult result, boolean isPutOff) {
    LogScope.inRegion(
        result.region(),
        () -> {
          if (isPutOff) {
            progress.putOff(result);
          } else {
            progress.ended(run, result);
          }
        });
  }

  /**
   * Ends a run that broke off.
   *
   * @param run null when the run could not even begin
   */
  public RunReport broken(Run run, Throwable cause) {
    ErrorReport failure = errorMapper.ofRun(cause);
    Run broken = run == null ? begin(new RunRequest(List.of(), false, 1)) : run;
    // the caller of the run reports it
    RegionResult result = failure.result(blamed(broken, cause));
    broken.add(result);
    if (result.outcome() == RegionOutcome.UNREACHABLE) {
      told(() -> progress.unreachable(result.region(), result.error().orElse("")));
    }
    return end(broken);
  }

  /**
   * The region that the error of the run is about: the one that was requested but does not exist,
   * else the master region.
   */
  private RegionName blamed(Run run, Throwable cause) {
    for (Throwable it = cause; it != null; it = it.getCause()) {
      if (it instanceof UnknownRegionException unknown) {
        return RegionName.of(unknown.word());
      }
    }
    return run.words().stream()
        .map(RegionName::of)
        .filter(it -> !configuration.get().targets().containsKey(it.target()))
        .findFirst()
        .orElseGet(this::masterRegion);
  }

  /**
   * The report of a run, whatever came of its message: an edited route may have dropped it.
   *
   * @param run null when the run could not even begin
   */
  public RunReport reported(Run run, Object body) {
    return body instanceof RunReport report ? report : broken(run, new MessageDropped());
  }

  /** Ends a run. */
  public RunReport finish(Run run) {
    if (!run.isPaused() && run.regionScheduler() == null) {
      return broken(run, new MessageDropped());
    }
    run.unreported().forEach(region -> regionFailed(run, region, new MessageDropped()));
    return end(run);
  }

  private RunReport end(Run run) {
    current.remove(run.id());
    resources.end(run);
    run.harmlessCount().ifPresent(count -> masterGuard.remember(masterRegion(), count));
    RunReport report = run.report(clocks.ticker());
    if (!run.isDryRun()) {
      told(() -> progress.closed(report));
    }
    return report;
  }

  /** Announces the end of a run that was not a dry run. */
  public void ended(RunReport report) {
    told(() -> progress.ended(report));
  }

  private static void told(Runnable telling) {
    try {
      telling.run();
    } catch (RuntimeException e) {
      // nobody who listens may disturb a run
      LOG.warn("a run could not be announced", e);
    }
  }
}
