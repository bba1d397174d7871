package io.glancesync.run;

import io.glancesync.config.Configuration;
import io.glancesync.content.Spool;
import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.openstack.TokenCache;
import io.glancesync.plan.Plan;
import io.glancesync.plan.Policy;
import io.glancesync.plan.Refusal;
import io.glancesync.plan.RegionMemory;
import io.glancesync.plan.Step;
import io.glancesync.plan.Stop;
import io.glancesync.plan.WithdrawnImage;
import io.glancesync.planner.FailedBefore;
import io.glancesync.planner.MasterImages;
import io.glancesync.planner.Planner;
import io.glancesync.planner.RegionComparison;
import io.glancesync.planner.Rollback;
import io.glancesync.region.RegionName;
import io.glancesync.report.TransferResult;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Compares the regions of a run with the master, and records in the run what is to be done. */
public final class RunPlanner {
  private final Supplier<Configuration> configuration;
  private final TokenCache tokenCache;
  private final MasterGuard masterGuard;
  private final RegionMemories memories;
  private final RollbackPins pins;
  private final DeadLetterService deadLetters;
  private final Clock clock;
  private final Spool spool;
  private final Progress progress;

  public RunPlanner(
      Supplier<Configuration> configuration,
      TokenCache tokenCache,
      MasterGuard masterGuard,
      RegionMemories memories,
      RollbackPins pins,
      DeadLetterService deadLetters,
      Clock clock,
      Spool spool,
      Progress progress) {
    this.configuration = configuration;
    this.tokenCache = tokenCache;
    this.masterGuard = masterGuard;
    this.memories = memories;
    this.pins = pins;
    this.deadLetters = deadLetters;
    this.clock = clock;
    this.spool = spool;
    this.progress = progress;
  }

  /** The region that images come from. */
  public RegionName masterRegion() {
    return configuration.get().masterRegion();
  }

  /**
   * Records what the master region has, and whether its list can be trusted.
   *
   * @throws io.glancesync.error.RefusedException when nobody can tell what was rolled back: a run
   *     might undo it
   */
  public void masterListed(Run run, Collection<Image> images) {
    if (!run.isLookingOnly()) {
      pins.require();
    }
    RegionName region = masterRegion();
    progress.reachable(region);
    masterGuard.listed(run, region, MasterImages.of(region, images, tokenCache.projectId(region)));
  }

  /**
   * Compares a region with the master.
   *
   * @return the steps to do there, phase by phase, without those that a guard holds back
   */
  public List<List<Step>> plan(Run run, RegionName region, Collection<Image> images) {
    Policy policy = configuration.get().targetOf(region).policy();
    String projectId = tokenCache.projectId(region);
    boolean isKnown = memories.problem().isEmpty();
    RegionMemory memory = memories.of(region).withPins(pins(run, region));
    Plan wished =
        Planner.plan(run.master(), region, images, policy, projectId, memory, clock.instant());
    Optional<Stop> narrowing =
        run.isNarrowedSelectionAccepted()
            ? Optional.empty()
            : run.guards().narrowing(wished, memory);
    run.doubt(wished);
    note(run, wished, memory, narrowing.isPresent());
    forgetPins(run, region, images, policy, projectId, memory);
    // other rules, a list that is not trusted, or notes that are lost prove no image withdrawn
    boolean isProven = !run.isNarrowed() && run.isMasterTrusted() && isKnown;
    Plan proven = isProven ? wished : wished.withoutWithdrawals();
    Plan plan = run.planned(due(run, run.restricted(proven)), narrowing);
    for (Refusal refusal : plan.refusals()) {
      run.outcomes().add(TransferResult.refused(region, refusal));
    }
    plan.withheld().forEach(held -> run.outcomes().add(TransferResult.heldBack(region, held)));
    if (run.isDryRun()) {
      plan.steps().forEach(step -> run.outcomes().add(TransferResult.planned(region, step)));
    } else {
      spool.planned(region, copied(plan));
    }
    var comparison =
        new RegionComparison(run.master(), region, images, policy, projectId, memory, plan);
    run.compared(comparison);
    progress.compared(run, comparison);
    return plan.phases();
  }

  /**
   * Notes what the next runs compare with: nothing by other rules or from a list that is not
   * trusted, and nothing new as long as nobody confirmed that the rules select so little.
   */
  private void note(Run run, Plan plan, RegionMemory before, boolean isNarrowed) {
    if (run.isDryRun() || run.isNarrowed() || !run.isMasterTrusted() || isNarrowed) {
      return;
    }
    Map<ImageId, RegionMemory.Noted> withdrawn =
        plan.withdrawn().stream()
            .collect(Collectors.toMap(it -> it.image().id(), WithdrawnImage::noted));
    int now = plan.states().size();
    boolean isConfirmed = run.isNarrowedSelectionAccepted() && run.isAboutAll();
    Optional<Integer> selected =
        before.selected().filter(it -> now * 2 < it && !isConfirmed).or(() -> Optional.of(now));
    memories.note(plan.region(), new RegionMemory(selected, withdrawn));
  }

  private Plan due(Run run, Plan plan) {
    return run.isRetryingAtOnce()
        ? plan
        : FailedBefore.leftOut(plan, deadLetters.waiting(run, plan.region()));
  }

  private Map<String, RegionMemory.Pin> pins(Run run, RegionName region) {
    return run.isLookingOnly() ? pins.seen(region) : pins.of(region);
  }

  private void forgetPins(
      Run run,
      RegionName region,
      Collection<Image> images,
      Policy policy,
      String projectId,
      RegionMemory memory) {
    if (!run.isDryRun() && !run.isNarrowed() && run.isMasterTrusted()) {
      pins.forget(region, Rollback.settled(run.master(), images, policy, projectId, memory));
    }
  }

  private static List<ImageId> copied(Plan plan) {
    return plan.steps().filter(Step.Copy.class::isInstance).map(step -> step.image().id()).toList();
  }
}
