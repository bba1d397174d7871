package io.glancesync.cli;

import io.glancesync.cli.display.CompositeProgress;
import io.glancesync.cli.run.Engine;
import io.glancesync.config.Configuration;
import io.glancesync.config.Loaded;
import io.glancesync.config.source.ConfigurationException;
import io.glancesync.deadletter.DeadLetter;
import io.glancesync.deadletter.Resolution;
import io.glancesync.deadletter.Retry;
import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.image.Images;
import io.glancesync.limit.Timetable;
import io.glancesync.openstack.Inventory;
import io.glancesync.openstack.ListingFailure;
import io.glancesync.openstack.RegionImages;
import io.glancesync.openstack.RegionList;
import io.glancesync.overview.OverviewTracker;
import io.glancesync.plan.Plan;
import io.glancesync.plan.RegionMemory;
import io.glancesync.plan.Step;
import io.glancesync.plan.Stop;
import io.glancesync.plan.Warning;
import io.glancesync.planner.FailedBefore;
import io.glancesync.planner.Guards;
import io.glancesync.planner.MasterImages;
import io.glancesync.planner.Planner;
import io.glancesync.planner.RegionComparison;
import io.glancesync.region.RegionName;
import io.glancesync.report.Check;
import io.glancesync.report.RegionResult;
import io.glancesync.report.RegionResult.RegionOutcome;
import io.glancesync.report.RunReport;
import io.glancesync.report.TransferResult;
import io.glancesync.report.TransferResult.TransferOutcome;
import io.glancesync.run.BegunRuns;
import io.glancesync.run.Confirmation;
import io.glancesync.run.ImageScope;
import io.glancesync.run.Progress;
import io.glancesync.run.Run;
import io.glancesync.run.RunRequest;
import io.glancesync.time.Clocks;
import io.glancesync.time.Ticker;
import io.glancesync.transfer.Transfer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A cloud in memory: lists, plans, and tells what a run would do, in the order in which its regions
 * were described. Each transfer takes two seconds, a run one minute.
 */
public final class FakeEngine implements Engine {
  static final Instant BEGIN = Instant.parse("2026-03-01T10:00:00Z");

  private final Map<RegionName, List<Image>> regions = new LinkedHashMap<>();
  private final Map<RegionName, RegionResult> lost = new LinkedHashMap<>();
  private final Map<String, String> failures = new HashMap<>();
  private final List<ListingFailure> errors = new ArrayList<>();
  private Optional<RuntimeException> problem = Optional.empty();
  private final List<Check> checks = new ArrayList<>();
  private Optional<ConfigurationException> unstartable = Optional.empty();
  private boolean tries;
  private Runnable meanwhile = () -> {};
  private Optional<Integer> earlierImages = Optional.empty();
  private Guards guards = new Guards(50, 100, 10);
  private Function<Step, Optional<Stop>> failedBefore = step -> Optional.empty();
  private Optional<Stop> shrinkage = Optional.empty();
  private Guards.Tally tally = Guards.Tally.NOTHING;

  private Configuration configuration;
  private Map<String, String> properties = Map.of();
  private Progress progress;
  private OverviewTracker overview;
  private int starts;
  private int closes;
  private RunRequest request;
  private Optional<Timetable> bandwidth = Optional.empty();
  private List<String> words;
  private Loaded reread;

  public FakeEngine region(String name, Image... images) {
    regions.put(RegionName.of(name), List.of(images));
    return this;
  }

  public FakeEngine unreachable(String region, String error) {
    return lost(region, RegionOutcome.UNREACHABLE, error);
  }

  FakeEngine refusing(String region, String error) {
    return lost(region, RegionOutcome.FAILED, error);
  }

  private FakeEngine lost(String region, RegionOutcome outcome, String error) {
    RegionName name = RegionName.of(region);
    lost.put(name, new RegionResult(name, outcome, Optional.of(error)));
    errors.add(
        new ListingFailure(
            outcome == RegionOutcome.UNREACHABLE
                ? ListingFailure.Cause.UNREACHABLE
                : ListingFailure.Cause.REFUSED,
            error));
    return this;
  }

  /** Makes its runs leave a region out. */
  public FakeEngine leavingOut(String region, String why) {
    RegionName name = RegionName.of(region);
    lost.put(name, new RegionResult(name, RegionOutcome.PAUSED, Optional.of(why)));
    return this;
  }

  /** Makes it lack what it needs to sign in. */
  FakeEngine unconfigured(String error) {
    errors.add(new ListingFailure(ListingFailure.Cause.CONFIGURATION, error));
    return this;
  }

  /** Makes what concerns this image fail. */
  public FakeEngine failing(String image, String error) {
    failures.put(image, error);
    return this;
  }

  /** Makes everything fail. */
  FakeEngine troubled(RuntimeException exception) {
    problem = Optional.of(exception);
    return this;
  }

  /** Makes it remember so many images of the master. */
  FakeEngine earlierImages(int count) {
    earlierImages = Optional.of(count);
    return this;
  }

  FakeEngine mostReplaced(int count) {
    guards = new Guards(50, count, 10);
    return this;
  }

  /** Makes it leave out what failed for good a short time ago. */
  FakeEngine waiting(Function<Step, Optional<Stop>> failures) {
    failedBefore = failures;
    return this;
  }

  /** Does something while a run is under way. */
  public FakeEngine meanwhile(Runnable what) {
    meanwhile = what;
    return this;
  }

  Engine start(Configuration configuration, Map<String, String> properties, Progress progress) {
    unstartable.ifPresent(
        reason -> {
          throw reason;
        });
    this.configuration = configuration;
    this.properties = properties;
    overview = new OverviewTracker(new Clocks(Clock.fixed(BEGIN, ZoneOffset.UTC), Ticker.REAL));
    this.progress = new CompositeProgress(List.of(overview, progress));
    starts++;
    return this;
  }

  Configuration configuration() {
    return configuration;
  }

  /** What it was told to do otherwise than {@code conf/application.properties} says. */
  Map<String, String> properties() {
    return properties;
  }

  /** What it was asked to do; null when it was not asked for a run. */
  RunRequest request() {
    return request;
  }

  /** The words for regions of an inventory. */
  List<String> words() {
    return words;
  }

  public boolean wasStarted() {
    return starts > 0;
  }

  boolean isClosed() {
    return starts == closes;
  }

  @Override
  public void limit(Timetable bandwidth) {
    this.bandwidth = Optional.of(bandwidth);
  }

  /** How much it was told to send at most. */
  Optional<Timetable> bandwidth() {
    return bandwidth;
  }

  @Override
  public RunReport run(RunRequest asked) {
    request = asked;
    problem.ifPresent(
        exception -> {
          throw exception;
        });
    Run run = BegunRuns.begun("run-1", asked, BEGIN);
    if (!asked.dryRun()) {
      progress.begun(run);
    }
    meanwhile.run();
    var results = new ArrayList<RegionResult>();
    var transfers = new ArrayList<TransferResult>();
    RegionName masterRegion = configuration.masterRegion();
    MasterImages master = MasterImages.of(masterRegion, regions.get(masterRegion), Images.US);
    shrinkage =
        asked.confirmed().contains(Confirmation.SHRUNKEN_MASTER)
            ? Optional.empty()
            : guards.shrinkage(master, earlierImages);
    tally = Guards.Tally.NOTHING;
    var warnings = new ArrayList<Warning>(master.warnings());
    boolean hasHeldBack = false;
    for (RegionName region : regions.keySet()) {
      if (!region.equals(masterRegion)
          && isAsked(region)
          && !(asked.images() instanceof ImageScope.OfRegions only
              && !only.names().containsKey(region))) {
        Plan plan = plan(master, region);
        warnings.addAll(plan.warnings());
        hasHeldBack |= !plan.heldBack().isEmpty();
        progress.compared(
            run,
            new RegionComparison(
                master,
                region,
                regions.get(region),
                configuration.targetOf(region).policy(),
                Images.US,
                RegionMemory.NONE,
                plan));
        List<TransferResult> done = transfers(plan);
        transfers.addAll(done);
        results.add(ended(plan, done));
      }
    }
    if (!hasHeldBack) {
      shrinkage.ifPresent(it -> warnings.add(Guards.nothingHeldBack(masterRegion, it)));
    }
    lost.values().forEach(progress::ended);
    results.addAll(lost.values());
    var report =
        new RunReport(
            "run-1",
            BEGIN,
            BEGIN.plus(Duration.ofMinutes(1)),
            asked.begunBy(),
            asked.dryRun(),
            results,
            transfers,
            warnings);
    if (!asked.dryRun()) {
      progress.closed(report);
      progress.ended(report);
    }
    return report;
  }

  private boolean isAsked(RegionName region) {
    return request.regions().isEmpty()
        || request.regions().contains(region.toString())
        || request.regions().contains(region.target() + ":");
  }

  @Override
  public RunReport retry(Retry wanted) {
    List<DeadLetter> letters = wanted.letters();
    Map<RegionName, Set<String>> only = new LinkedHashMap<>();
    for (DeadLetter letter : letters) {
      only.computeIfAbsent(letter.region(), it -> new HashSet<>()).add(letter.image());
    }
    List<String> asked = only.keySet().stream().map(RegionName::toString).toList();
    RunReport report =
        run(
            new RunRequest(
                asked, false, 1, Set.of(), new ImageScope.OfRegions(only), wanted.narrowed()));
    MasterImages master =
        MasterImages.of(
            configuration.masterRegion(), regions.get(configuration.masterRegion()), Images.US);
    letters.stream()
        .filter(letter -> regions.containsKey(letter.region()))
        .map(it -> Resolution.of(it, plan(master, it.region()), master, report.transfers()))
        .forEach(progress::resolved);
    return report;
  }

  private Plan plan(MasterImages master, RegionName region) {
    Plan wished =
        Planner.plan(
                master,
                region,
                regions.get(region),
                configuration.targetOf(region).policy(),
                Images.US)
            .restrictedTo(image -> request.images().contains(region, image));
    Guards.Passed passed = guards.over(wished, shrinkage, Optional.empty(), tally);
    tally = passed.tally();
    return FailedBefore.leftOut(passed.plan(), failedBefore);
  }

  private RegionResult ended(Plan plan, List<TransferResult> transfers) {
    RegionName region = plan.region();
    boolean failed = transfers.stream().anyMatch(it -> it.outcome() == TransferOutcome.FAILED);
    var result =
        failed
            ? new RegionResult(region, RegionOutcome.FAILED, Optional.of("1 transfer failed"))
            : new RegionResult(region, RegionOutcome.DONE, Optional.empty());
    progress.ended(result);
    return result;
  }

  private List<TransferResult> transfers(Plan plan) {
    var results = new ArrayList<TransferResult>();
    plan.refusals().forEach(it -> results.add(TransferResult.refused(plan.region(), it)));
    plan.heldBack().forEach(it -> results.add(TransferResult.heldBack(plan.region(), it)));
    plan.steps().forEach(step -> results.add(transfer(plan.region(), step)));
    return results;
  }

  private TransferResult transfer(RegionName region, Step step) {
    boolean copy = step instanceof Step.Copy;
    long size = step.size();
    if (request.dryRun()) {
      return TransferResult.planned(region, step);
    }
    var transfer =
        new Transfer("run-1", configuration.masterRegion(), region, step, 0, Optional.empty());
    progress.begun(transfer);
    if (copy) {
      progress.sending(transfer);
      progress.sent(transfer, size / 2);
      progress.sent(transfer, size - size / 2);
    }
    Optional<String> failure = Optional.ofNullable(failures.get(step.imageName()));
    TransferResult result =
        failure.isPresent()
            ? result(region, step, TransferOutcome.FAILED, 0, 3, failure)
            : result(region, step, TransferOutcome.DONE, size, 1, failure);
    progress.ended(transfer, result);
    return result;
  }

  private static TransferResult result(
      RegionName region,
      Step step,
      TransferOutcome outcome,
      long bytes,
      int attempts,
      Optional<String> error) {
    Optional<ImageId> id =
        outcome == TransferOutcome.DONE
            ? Optional.of(new ImageId(region.region() + "-" + step.imageName()))
            : Optional.empty();
    return new TransferResult(
        region,
        step.imageName(),
        step.masterId(),
        id,
        step.action(),
        outcome,
        bytes,
        Duration.ofSeconds(2),
        attempts,
        error,
        List.of());
  }

  @Override
  public OverviewTracker overview() {
    return overview;
  }

  @Override
  public RegionList regions() {
    problem.ifPresent(
        exception -> {
          throw exception;
        });
    return new RegionList(List.copyOf(regions.keySet()), errors);
  }

  @Override
  public Inventory inventory(List<String> asked) {
    words = asked;
    problem.ifPresent(
        exception -> {
          throw exception;
        });
    return new Inventory(
        regions.entrySet().stream()
            .map(it -> new RegionImages(it.getKey(), Images.US, it.getValue()))
            .toList(),
        errors);
  }

  /** What it says when it is asked to check. */
  FakeEngine finds(Check... found) {
    checks.addAll(List.of(found));
    return this;
  }

  /** Makes it impossible to start. */
  FakeEngine unstartable(ConfigurationException reason) {
    unstartable = Optional.of(reason);
    return this;
  }

  /** Whether it was asked to try publishing. */
  boolean wasAskedToTry() {
    return tries;
  }

  /** Serves until whoever is to do something meanwhile has done it. */
  @Override
  public void serve(Supplier<Loaded> reader) {
    problem.ifPresent(
        reason -> {
          throw reason;
        });
    meanwhile.run();
    reread = reader.get();
  }

  /** What it read while it served. */
  Loaded reread() {
    return reread;
  }

  @Override
  public List<Check> check(boolean trying) {
    tries = trying;
    return checks;
  }

  @Override
  public void close() {
    closes++;
  }
}
