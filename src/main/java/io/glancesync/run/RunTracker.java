package io.glancesync.run;

import static java.util.stream.Collectors.toMap;

import io.glancesync.config.Configuration;
import io.glancesync.content.Spool;
import io.glancesync.error.BusyException;
import io.glancesync.error.ErrorMapper;
import io.glancesync.error.ErrorReport;
import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.limit.Capacity;
import io.glancesync.limit.RegionAvailability;
import io.glancesync.limit.RegionThreadPool;
import io.glancesync.log.LogScope;
import io.glancesync.openstack.OptionalParts;
import io.glancesync.openstack.TokenCache;
import io.glancesync.plan.HeldBack;
import io.glancesync.plan.Plan;
import io.glancesync.plan.Refusal;
import io.glancesync.plan.Step;
import io.glancesync.plan.Stop;
import io.glancesync.planner.Guards;
import io.glancesync.planner.MasterImages;
import io.glancesync.planner.Planner;
import io.glancesync.region.RegionName;
import io.glancesync.region.UnknownRegionException;
import io.glancesync.report.RegionResult;
import io.glancesync.report.RunReport;
import io.glancesync.report.TransferResult;
import io.glancesync.time.Ticker;
import io.glancesync.transfer.Transfer;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the record of runs: what was planned, what the result of each region is, and the report at
 * the end.
 */
public final class RunTracker {
  private static final Logger LOG = LoggerFactory.getLogger("glancesync.sync");
  private static final DateTimeFormatter ID =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final Supplier<Configuration> configuration;
  private final TokenCache tokenCache;
  private final Progress progress;
  private final ErrorMapper errorMapper;
  private final RegionThreadPool workers;
  private final RegionAvailability availability;
  private final OptionalParts optionalParts;
  private final Supplier<Guards> guards;
  private final MasterCounts counts;
  private final Spool spool;
  private final Capacity capacity;
  private final Clock clock;
  private final Ticker ticker;
  private final Map<String, Run> current = new ConcurrentHashMap<>();
  private volatile boolean isStopping;

  public RunTracker(
      Supplier<Configuration> configuration,
      TokenCache tokenCache,
      ErrorMapper errorMapper,
      RegionThreadPool workers,
      Progress progress,
      RegionAvailability availability,
      OptionalParts optionalParts,
      Supplier<Guards> guards,
      MasterCounts counts,
      Spool spool,
      Capacity capacity,
      Clock clock,
      Ticker ticker) {
    this.configuration = configuration;
    this.tokenCache = tokenCache;
    this.errorMapper = errorMapper;
    this.workers = workers;
    this.progress = progress;
    this.availability = availability;
    this.optionalParts = optionalParts;
    this.guards = guards;
    this.counts = counts;
    this.spool = spool;
    this.capacity = capacity;
    this.clock = clock;
    this.ticker = ticker;
  }

  /** The run that a transfer is part of. */
  Run of(Transfer transfer) {
    return current.get(transfer.run());
  }

  /** Records the loss of a message of this queue that did not say to which transfer it belonged. */
  void lost(String queue) {
    for (Run run : current.values()) {
      run.queued().stream()
          .filter(region -> OpenTransfers.queueOf(region).equals(queue))
          .forEach(run::transferEnded);
    }
  }

  /** Begins a run. */
  public Run begin(RunRequest request) {
    Instant now = clock.instant();
    var run = new Run(ID.format(now), request, now, ticker.nanos(), guards.get());
    availability.reset();
    optionalParts.forget();
    workers.resize(request.parallel());
    if (!run.isDryRun()) {
      spool.begin();
    }
    current.put(run.id(), run);
    return run;
  }

  /** Sets the regions that the run is about. */
  public void expect(Run run, Collection<RegionName> regions) {
    Map<RegionName, String> addresses =
        regions.stream().distinct().collect(toMap(it -> it, tokenCache::address));
    run.expect(new RegionScheduler(regions, addresses::get, this::regionsAtOnce));
    if (!run.isDryRun()) {
      spool.expect(regions);
    }
  }

  /**
   * A thread that waits for a region works on none, so the regions that are down are added to the
   * limit.
   */
  private int regionsAtOnce(String target) {
    return capacity.regions(target) + availability.downRegionsOf(target);
  }

  /**
   * The region to work on next.
   *
   * @throws InterruptedException if the thread was interrupted while it waited for others of its
   *     target
   */
  public RegionName nextRegion(Run run) throws InterruptedException {
    return run.turns().next();
  }

  /** Records that the work on the region has ended, whatever the result. */
  public void regionLeft(Run run, RegionName region) {
    run.turns().done(region);
  }

  /** The region that images come from. */
  public RegionName masterRegion() {
    return configuration.get().masterRegion();
  }

  /** Records what the master region has, and whether its list can be trusted. */
  public void masterListed(Run run, Collection<Image> images) {
    RegionName region = configuration.get().masterRegion();
    MasterImages master = MasterImages.of(region, images, tokenCache.projectId(region));
    Optional<Stop> shrinkage =
        run.isShrunkenMasterAccepted()
            ? Optional.empty()
            : run.guards().shrinkage(master, counts.of(region));
    run.master(master, shrinkage);
    if (!run.isDryRun() && !run.isNarrowed() && shrinkage.isEmpty()) {
      counts.remember(region, master.all().size());
    }
  }

  /**
   * Compares a region with the master.
   *
   * @return the steps to do there, phase by phase, without those that a guard holds back
   */
  public List<List<Step>> plan(Run run, RegionName region, Collection<Image> images) {
    Plan wished =
        Planner.plan(
            run.master(),
            region,
            images,
            configuration.get().targetOf(region).policy(),
            tokenCache.projectId(region));
    Plan plan = run.planned(run.restricted(wished));
    for (Refusal refusal : plan.refusals()) {
      run.add(TransferResult.refused(region, refusal));
    }
    for (HeldBack held : plan.heldBack()) {
      run.add(TransferResult.heldBack(region, held));
    }
    if (run.isDryRun()) {
      plan.steps().forEach(step -> run.add(TransferResult.planned(region, step)));
    } else {
      spool.planned(region, copied(plan));
    }
    progress.planned(plan);
    return plan.phases();
  }

  private static List<ImageId> copied(Plan plan) {
    return plan.steps()
        .filter(Step.Copy.class::isInstance)
        .map(step -> step.master().id())
        .toList();
  }

  /** Stops: from now on no new work is begun. */
  public void stop() {
    isStopping = true;
    availability.stop();
  }

  /** Whether a run may begin; false after the service was told to end. */
  public boolean mayBegin() {
    return !isStopping;
  }

  /**
   * Lets a run continue with its next region.
   *
   * @throws BusyException when the service was told to end
   */
  public void goOn() {
    if (isStopping) {
      throw new BusyException("the service was told to end before this", "the next run does it");
    }
  }

  /**
   * Records the result of a region.
   *
   * @param unsettled what was begun in the region and could be neither finished nor undone
   */
  public void regionDone(Run run, RegionName region, List<Transfer> unsettled) {
    var account =
        new RegionSummary(
            run.plan(region),
            run.failedTransfers(region),
            run.parkedTransfers(region),
            unsettled,
            run.sparesLeft(region),
            run.isDryRun(),
            availability.isDown(region),
            isStopping);
    RegionResult result = account.result();
    note(run, result);
    tell(result, isStopping && account.isPutOffOnly());
  }

  /** Records that a region could not be processed. */
  public void regionFailed(Run run, RegionName region, Throwable cause) {
    RegionResult result = errorMapper.ofRegion(region, cause).result(region);
    note(run, result);
    tell(result, isStopping && cause instanceof BusyException);
  }

  /** Records the regions whose targets refused the sign-in. */
  public void unreached(Run run, RegionResolver.RegionSelection wish) {
    RegionResolver.unreached(wish).forEach((region, failure) -> regionFailed(run, region, failure));
  }

  private void regionFailed(Run run, RegionName region, ErrorReport failure) {
    RegionResult result = failure.result(region);
    note(run, result);
    tell(result, false);
  }

  private void note(Run run, RegionResult result) {
    run.add(result);
    if (!run.isDryRun()) {
      spool.ended(result.region());
    }
  }

  private void tell(RegionResult result, boolean isPutOff) {
    LogScope.inRegion(
        result.region(),
        () -> {
          if (isPutOff) {
            progress.putOff(result);
          } else {
            progress.ended(result);
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
    broken.add(failure.result(blamed(broken, cause)));
    return finish(broken);
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

  private void remember(int images) {
    try {
      counts.remember(masterRegion(), images);
    } catch (UncheckedIOException e) {
      // the run itself has finished; the next one reports again that the list is short
      LOG.warn("{}", e.getMessage());
    }
  }

  /** Ends a run. */
  public RunReport finish(Run run) {
    current.remove(run.id());
    if (!run.isDryRun()) {
      spool.end();
    }
    run.harmlessCount().ifPresent(this::remember);
    return run.report(ticker);
  }
}
