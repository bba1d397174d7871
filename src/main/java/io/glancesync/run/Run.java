package io.glancesync.run;

import static java.util.stream.Collectors.toSet;

import io.glancesync.deadletter.DeadLetter;
import io.glancesync.deadletter.Resolution;
import io.glancesync.image.Image;
import io.glancesync.plan.Action;
import io.glancesync.plan.Plan;
import io.glancesync.plan.Role;
import io.glancesync.plan.Step;
import io.glancesync.plan.Stop;
import io.glancesync.plan.Warning;
import io.glancesync.planner.Guards;
import io.glancesync.planner.MasterImages;
import io.glancesync.planner.RegionComparison;
import io.glancesync.region.PausedRegions;
import io.glancesync.region.RegionName;
import io.glancesync.report.RegionResult;
import io.glancesync.report.RunReport;
import io.glancesync.report.StepOutcomes;
import io.glancesync.time.Ticker;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** A run in progress, and what it has found and done so far. */
public final class Run {
  private final String id;
  private final RunRequest request;
  private final Instant started;
  private final long from;
  private final Guards guards;
  private final Guards.RunTally tally;
  private final String configuration;
  private final StepOutcomes outcomes = new StepOutcomes();
  private final List<RegionResult> regions = new ArrayList<>();
  private final Set<Warning> warnings = new LinkedHashSet<>();
  private final Map<RegionName, Set<String>> sparesLeft = new HashMap<>();
  private final Map<RegionName, Plan> plans = new ConcurrentHashMap<>();
  private final Map<RegionName, RegionComparison> comparisons = new ConcurrentHashMap<>();
  private volatile PausedRegions paused = PausedRegions.NONE;
  private volatile MasterImages master;

  /** The names of the master's images that the request selects by more than their names. */
  private Set<String> selected = Set.of();

  private volatile RegionScheduler regionScheduler;
  private Optional<Stop> shrinkage = Optional.empty();
  private boolean hasHeldBack;
  private boolean hasWithdrawn;
  private boolean hasKeptSpares;

  /**
   * @param from the start, in ticks
   * @param configuration tells the configuration that the run works by from others
   */
  Run(
      String id,
      RunRequest request,
      Instant started,
      long from,
      Guards guards,
      Guards.RunTally tally,
      String configuration) {
    this.configuration = configuration;
    this.id = id;
    this.request = request;
    this.started = started;
    this.from = from;
    this.guards = guards;
    this.tally = tally;
  }

  public String id() {
    return id;
  }

  public Instant started() {
    return started;
  }

  /** Who began it, for people; empty when it is not known. */
  public Optional<String> begunBy() {
    return request.begunBy();
  }

  /** The id of the request that asked for it; empty if none did. */
  public Optional<String> requestId() {
    return request.requestId();
  }

  /** Tells the configuration that the run works by from others. */
  String configuration() {
    return configuration;
  }

  /** The arguments that name the regions of this run. */
  public List<String> words() {
    return request.regions();
  }

  /** The same, without those whose regions are all paused. */
  public List<String> openWords() {
    return words().stream().filter(it -> paused.of(RegionName.of(it)).isEmpty()).toList();
  }

  /** What the run is about, of which all is paused: regions and whole targets. */
  List<RegionName> pausedNames() {
    // without words, the run is about all regions of the target master
    List<String> all = words().isEmpty() ? List.of(RegionName.MASTER_TARGET + ":") : words();
    return all.stream()
        .map(RegionName::of)
        .distinct()
        .filter(it -> paused.of(it).isPresent())
        .toList();
  }

  /** Whether nothing is left that the run may work on. */
  public boolean isPaused() {
    return !pausedNames().isEmpty() && openWords().isEmpty();
  }

  /** Sets the regions that the run leaves out. */
  void leavesOut(PausedRegions regions) {
    paused = regions;
  }

  PausedRegions pausedRegions() {
    return paused;
  }

  /** Whether nothing comes of the run but an answer; then it also looks at paused regions. */
  public boolean isLookingOnly() {
    return isDryRun() && request.confirmed().contains(Confirmation.PAUSED_REGIONS);
  }

  /** Whether it only looks, and at one region. */
  public boolean isLookingAtOne() {
    return isLookingOnly() && expected().size() == 1;
  }

  public boolean isDryRun() {
    return request.dryRun();
  }

  /** Sets the regions that the run works on. */
  void expect(RegionScheduler regions) {
    regionScheduler = regions;
  }

  RegionScheduler regionScheduler() {
    return regionScheduler;
  }

  /** The regions that the run compares with the master. */
  public List<RegionName> expected() {
    return regionScheduler.all();
  }

  /** What the master region has; null before it was listed. */
  public MasterImages master() {
    return master;
  }

  /** What became of the steps so far. */
  StepOutcomes outcomes() {
    return outcomes;
  }

  /** Whether nothing is left that a step of the run is for. */
  boolean isInVain(RegionName region, Step step) {
    return plans.containsKey(region) && outcomes.isInVain(plans.get(region), step);
  }

  Guards guards() {
    return guards;
  }

  /** Whether the run sees only a part of the images, so that a missing image proves nothing. */
  public boolean isNarrowed() {
    return request.narrowed();
  }

  /** Whether the run is about all images. */
  public boolean isAboutAll() {
    return request.images().isAll();
  }

  /** Whether the run is about this image of the region. */
  public boolean isAbout(RegionName region, String image) {
    return request.images().contains(region, image) || selected.contains(image);
  }

  /**
   * The images that the run is about in some of these regions, and all that those need as kernel or
   * ramdisk.
   *
   * @param listed the images of the master, which need not be recorded yet
   */
  public Collection<Image> about(Collection<RegionName> regions, Collection<Image> listed) {
    if (isAboutAll()) {
      return listed;
    }
    var wanted = new LinkedHashSet<Image>();
    for (Image it : listed) {
      if (request.images().selects(it)
          || regions.stream().anyMatch(region -> isAbout(region, it.name()))) {
        wanted.add(it);
      }
    }
    // what is needed may need something itself
    while (wanted.addAll(listed.stream().filter(it -> isNeeded(it, wanted)).toList())) {}
    return wanted;
  }

  private static boolean isNeeded(Image image, Collection<Image> by) {
    return by.stream()
        .anyMatch(
            it ->
                Stream.of(Role.values())
                    .anyMatch(role -> image.id().value().equals(it.property(role.property()))));
  }

  boolean isNarrowedSelectionAccepted() {
    return request.confirmed().contains(Confirmation.NARROWED_SELECTION);
  }

  /** Whether the run tries what failed for good a short time ago. */
  boolean isRetryingAtOnce() {
    return request.confirmed().contains(Confirmation.FAILED_BEFORE);
  }

  /** Whether the master's list can be trusted to prove that an image is gone. */
  public synchronized boolean isMasterTrusted() {
    return shrinkage.isEmpty();
  }

  boolean isShrunkenMasterAccepted() {
    return request.confirmed().contains(Confirmation.SHRUNKEN_MASTER);
  }

  /**
   * @param stop why the master's list cannot be trusted; empty when it can
   */
  synchronized void master(MasterImages images, Optional<Stop> stop) {
    master = images;
    selected =
        images.all().stream().filter(request.images()::selects).map(Image::name).collect(toSet());
    shrinkage = stop;
    warnings.addAll(images.warnings());
  }

  /** The part of a region's plan that the run is about. */
  Plan restricted(Plan plan) {
    return plan.restrictedTo(image -> isAbout(plan.region(), image));
  }

  /** Resolves a dead letter of a region that has finished; empty when the run is not about it. */
  synchronized Optional<Resolution> judgement(DeadLetter letter) {
    return Optional.of(letter)
        .filter(it -> isAbout(it.region(), it.masterName()))
        .map(it -> Resolution.of(it, plans.get(it.region()), master, outcomes.all()))
        .map(it -> isNarrowed() ? it.ofNarrowedRun() : it);
  }

  /**
   * Records a region's plan, without what the guards hold back.
   *
   * @param narrowing why nothing is withdrawn there; empty when it may be
   */
  synchronized Plan planned(Plan wished, Optional<Stop> narrowing) {
    Plan plan = tally.pass(it -> guards.over(wished, shrinkage, narrowing, it)).plan();
    hasHeldBack |= !plan.heldBack().isEmpty() || isHidingWork(plan);
    hasKeptSpares |= !plan.spares().equals(wished.spares());
    plans.put(plan.region(), plan);
    warnings.addAll(plan.warnings());
    narrowing
        .filter(stop -> hasSomethingToWithdraw(wished) && !plan.stops().contains(stop))
        .ifPresent(stop -> warnings.add(Guards.nothingDue(plan.region(), stop)));
    return plan;
  }

  /** Whether a step which waits for its next try is one that a short list of the master stops. */
  private boolean isHidingWork(Plan plan) {
    return shrinkage.isPresent()
        && plan.waiting().stream().anyMatch(it -> it.step().action() != Action.UPLOAD);
  }

  public Plan plan(RegionName region) {
    return plans.get(region);
  }

  /**
   * Keeps what a region's plan was made from, if the run is there to answer a question. Of others
   * it would be too much.
   */
  void compared(RegionComparison comparison) {
    if (isLookingOnly()) {
      comparisons.put(comparison.region(), comparison);
    }
  }

  /** What a region's plan was made from; empty before that, and of runs that do more than look. */
  public Optional<RegionComparison> comparison(RegionName region) {
    return Optional.ofNullable(comparisons.get(region));
  }

  /** Records that images of a region may be withdrawn, of which a short list proves nothing. */
  synchronized void doubt(Plan wished) {
    hasWithdrawn |= hasSomethingToWithdraw(wished);
  }

  private static boolean hasSomethingToWithdraw(Plan wished) {
    return wished.withdrawn().stream().anyMatch(it -> it.next().isPresent());
  }

  /** Adds a warning; returns whether it is new. */
  public synchronized boolean add(Warning warning) {
    return warnings.add(warning);
  }

  synchronized void add(RegionResult result) {
    regions.add(result);
  }

  /** Adds a result; returns whether it is new. */
  synchronized boolean addNew(RegionResult result) {
    return !regions.contains(result) && regions.add(result);
  }

  /** The regions that the run is about, and of which nothing is known. */
  synchronized List<RegionName> unreported() {
    Set<RegionName> known = regions.stream().map(RegionResult::region).collect(toSet());
    return Optional.ofNullable(regionScheduler).stream()
        .flatMap(it -> it.all().stream())
        .filter(it -> !known.contains(it))
        .toList();
  }

  /** The steps of a region's plan that have no outcome. */
  synchronized List<Step> unreported(RegionName region) {
    return plans.get(region).steps().filter(it -> !outcomes.has(region, it)).toList();
  }

  /** Records that a spare copy of an image stays in the region, because it could not be deleted. */
  public synchronized void leave(RegionName region, String image) {
    sparesLeft.computeIfAbsent(region, it -> new TreeSet<>()).add(image);
  }

  /** The names of the images of which a spare copy stays in the region. */
  synchronized Set<String> sparesLeft(RegionName region) {
    return Set.copyOf(sparesLeft.getOrDefault(region, Set.of()));
  }

  /**
   * The number of images in a short master list, if it caused nothing to be held back in any
   * region. Later lists are then compared with this number. A run that did not see every region, or
   * that is about some images only, cannot tell.
   */
  synchronized Optional<Integer> harmlessCount() {
    boolean isSeen =
        request.regions().isEmpty()
            && isAboutAll()
            && !regions.isEmpty()
            && regions.stream().allMatch(it -> plans.containsKey(it.region()));
    return shrinkage
        .filter(
            stop ->
                isSeen
                    && !isDryRun()
                    && !isNarrowed()
                    && !hasHeldBack
                    && !hasWithdrawn
                    && !hasKeptSpares)
        .map(stop -> master.all().size());
  }

  /** Builds the report. Its times give the real duration, even if the clock was set meanwhile. */
  synchronized RunReport report(Ticker ticker) {
    Instant finished = started.plus(ticker.since(from));
    var said = new ArrayList<>(warnings);
    shrinkage
        .filter(stop -> !hasHeldBack)
        .ifPresent(stop -> said.add(Guards.nothingHeldBack(master.region(), stop)));
    return new RunReport(
        id, started, finished, request.begunBy(), isDryRun(), regions, outcomes.reported(), said);
  }
}
