package io.glancesync.check;

import io.glancesync.config.Configuration;
import io.glancesync.image.Image;
import io.glancesync.openstack.TokenCache;
import io.glancesync.plan.Plan;
import io.glancesync.plan.Policy;
import io.glancesync.plan.RegionMemory;
import io.glancesync.plan.Stop;
import io.glancesync.plan.WithdrawnImage;
import io.glancesync.planner.Guards;
import io.glancesync.planner.MasterImages;
import io.glancesync.planner.Planner;
import io.glancesync.region.RegionName;
import io.glancesync.report.Check;
import io.glancesync.run.MasterCounts;
import io.glancesync.run.RegionMemories;
import io.glancesync.run.RollbackPins;
import io.glancesync.text.Moment;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Says which images of ours a run would take out of use because no selected image of the master has
 * their name any more, and when (specification, section 9, "Withdrawal"). The plan is that of a
 * run.
 */
public final class WithdrawalChecks {
  /** How many images are named. */
  private static final int SHOWN = 3;

  private final Supplier<Configuration> configuration;
  private final TokenCache tokenCache;
  private final Supplier<Guards> guards;
  private final MasterCounts counts;
  private final RegionMemories memories;
  private final RollbackPins pins;
  private final Clock clock;

  public WithdrawalChecks(
      Supplier<Configuration> configuration,
      TokenCache tokenCache,
      Supplier<Guards> guards,
      MasterCounts counts,
      RegionMemories memories,
      RollbackPins pins,
      Clock clock) {
    this.configuration = configuration;
    this.tokenCache = tokenCache;
    this.guards = guards;
    this.counts = counts;
    this.memories = memories;
    this.pins = pins;
    this.clock = clock;
  }

  /** Compares the list of a region with that of the master region, which comes first. */
  public void listed(TargetChecks.Checkup checkup, RegionName region, Collection<Image> images) {
    if (region.equals(configuration.get().masterRegion())) {
      checkup.master(MasterImages.of(region, images, tokenCache.projectId(region)));
    } else {
      checkup.master().flatMap(it -> check(it, region, images)).ifPresent(checkup::add);
    }
  }

  private Optional<Check> check(MasterImages master, RegionName region, Collection<Image> images) {
    Policy policy = configuration.get().targetOf(region).policy();
    RegionMemory memory = memories.of(region).withPins(pins.seen(region));
    Instant now = clock.instant();
    Plan plan =
        Planner.plan(master, region, images, policy, tokenCache.projectId(region), memory, now);
    List<WithdrawnImage> withdrawn =
        plan.withdrawn().stream()
            .filter(it -> isOpen(it, policy))
            .sorted(
                Comparator.comparing((WithdrawnImage it) -> it.next().isEmpty())
                    .thenComparing(WithdrawnImage::due)
                    .thenComparing(it -> it.image().name()))
            .toList();
    if (withdrawn.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> obstacle = obstacle(plan, master, memory);
    // a date would move on from day to day
    Predicate<WithdrawnImage> isWaiting =
        it -> obstacle.isPresent() && !memory.withdrawn().containsKey(it.image().id());
    return Optional.of(
        Check.warning(
            region.toString(),
            "%s; withdrawn = %s%s; %s"
                .formatted(
                    names(withdrawn, master.region(), isWaiting, now),
                    policy.withdrawal().mode().text(),
                    limits(plan, obstacle, now),
                    policy.withdrawal().acts()
                        ? "select again what is to stay"
                        : "delete there what nobody needs, or set withdrawn to hide, deactivate or delete")));
  }

  /** Not what is out of use already. */
  private static boolean isOpen(WithdrawnImage withdrawn, Policy policy) {
    return withdrawn.next().isPresent()
        || withdrawn.obstacle().isPresent()
        || !policy.withdrawal().acts();
  }

  private static String names(
      List<WithdrawnImage> withdrawn,
      RegionName master,
      Predicate<WithdrawnImage> isWaiting,
      Instant now) {
    String first =
        withdrawn.stream()
            .limit(SHOWN)
            .map(it -> "%s (%s)".formatted(it.image().name(), fate(it, isWaiting.test(it), now)))
            .collect(Collectors.joining(", "));
    int more = withdrawn.size() - SHOWN;
    return "%s no selected image in %s any more: %s%s"
        .formatted(
            withdrawn.size() == 1
                ? "1 copy of ours has"
                : withdrawn.size() + " copies of ours have",
            master,
            first,
            more > 0 ? " and %d more".formatted(more) : "");
  }

  /**
   * @param isWaiting whether its grace does not begin
   */
  private static String fate(WithdrawnImage withdrawn, boolean isWaiting, Instant now) {
    if (withdrawn.obstacle().isPresent()) {
      return "left alone because " + withdrawn.obstacle().get();
    }
    return withdrawn
        .next()
        .map(
            it ->
                it.text()
                    + (!withdrawn.due().isAfter(now)
                        ? " in the next run"
                        : isWaiting
                            ? ", but no grace begins"
                            : " from %s on".formatted(Moment.of(withdrawn.due()))))
        .orElse("left as it is");
  }

  /** Why a run takes nothing out of use, and notes nothing as withdrawn; empty when it does. */
  private Optional<String> obstacle(Plan plan, MasterImages master, RegionMemory memory) {
    return plan.withdrawn().stream().noneMatch(it -> it.next().isPresent())
        ? Optional.empty()
        : guards
            .get()
            .shrinkage(master, counts.of(master.region()))
            .or(() -> guards.get().narrowing(plan, memory))
            .map(Stop::text)
            .or(memories::problem);
  }

  /** What keeps the next run from it, all or in part; empty when nothing does. */
  private String limits(Plan plan, Optional<String> obstacle, Instant now) {
    long due = plan.withdrawn().stream().filter(it -> it.step(now).isPresent()).count();
    int most = guards.get().mostRemoved();
    return obstacle
        .map(
            (due == 0 ? "; no grace begins, because " : "; the next run does none of it, because ")
                ::concat)
        .orElse(due > most ? "; a run does at most %d".formatted(most) : "");
  }
}
