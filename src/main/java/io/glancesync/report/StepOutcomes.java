package io.glancesync.report;

import io.glancesync.image.ImageId;
import io.glancesync.plan.Action;
import io.glancesync.plan.Plan;
import io.glancesync.plan.Step;
import io.glancesync.region.RegionName;
import io.glancesync.report.TransferResult.TransferOutcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What became so far of the steps of a run. Any thread may add to it and ask it. */
public final class StepOutcomes {
  private final List<TransferResult> transfers = new ArrayList<>();
  private final List<TransferResult> unchanged = new ArrayList<>();
  private final Map<RegionName, Long> putOff = new HashMap<>();
  private final Set<String> keptNothing = new HashSet<>();

  public synchronized void add(TransferResult result) {
    transfers.add(result);
  }

  /** Adds a transfer which found that nothing could be changed. The report does not have it. */
  public synchronized void addUnchanged(TransferResult result) {
    unchanged.add(result);
  }

  /** Counts a transfer that was put off; it is also added as a failed one. */
  public synchronized void putOff(RegionName region) {
    putOff.merge(region, 1L, Long::sum);
  }

  /** Records that the image which was to be kept was gone when its copy was published. */
  public synchronized void keptNothing(RegionName region, Step step) {
    keptNothing.add(key(region, step));
  }

  /** As the report has them. */
  public synchronized List<TransferResult> reported() {
    return List.copyOf(transfers);
  }

  /** Also those that could change nothing. */
  public synchronized List<TransferResult> all() {
    return Stream.concat(transfers.stream(), unchanged.stream()).toList();
  }

  /** How many of a region's transfers failed so far. */
  public synchronized long failed(RegionName region) {
    return transfers.stream()
        .filter(it -> it.region().equals(region))
        .filter(it -> it.outcome() == TransferOutcome.FAILED)
        .count();
  }

  /** How many of a region's transfers were put off. */
  public synchronized long putOffIn(RegionName region) {
    return putOff.getOrDefault(region, 0L);
  }

  /** Whether a step has ended. */
  public boolean has(RegionName region, Step step) {
    return all().stream()
        .filter(it -> it.region().equals(region))
        .map(it -> key(it.action(), it.masterId(), it.image(), it.regionId()))
        .anyMatch(key(step.action(), step.masterId(), step.imageName(), step.regionId())::equals);
  }

  /** The first image of these names that a route did not let go to the region. */
  public synchronized Optional<TransferResult> heldByRoute(RegionName region, Set<String> images) {
    return transfers.stream()
        .filter(it -> it.region().equals(region) && images.contains(it.image()))
        .filter(it -> it.outcome().isDecidedByRoute())
        .findFirst();
  }

  /**
   * Whether a step waits for another one of the plan that was not done: a name is not free, or
   * there is room enough.
   */
  public synchronized boolean isInVain(Plan plan, Step step) {
    return isRoomInVain(plan, step) || isNameInVain(plan, step);
  }

  private boolean isNameInVain(Plan plan, Step step) {
    return step instanceof Step.Update update
        && update
            .changes()
            .name()
            .filter(
                name ->
                    plan.steps()
                        .filter(it -> it instanceof Step.Update && it.imageName().equals(name))
                        .anyMatch(it -> !isDone(plan.region(), it)))
            .isPresent();
  }

  /**
   * Whether a step makes room for an image whose copy this run was to make, and did not. Then there
   * is room enough.
   */
  private boolean isRoomInVain(Plan plan, Step step) {
    return step instanceof Step.Remove remove
        && plan.steps()
            .filter(it -> it instanceof Step.Copy && it.imageName().equals(remove.masterName()))
            .anyMatch(
                it -> !isDone(plan.region(), it) || keptNothing.contains(key(plan.region(), it)));
  }

  private boolean isDone(RegionName region, Step step) {
    return transfers.stream()
        .filter(it -> it.outcome() == TransferOutcome.DONE && it.region().equals(region))
        .anyMatch(it -> it.action() == step.action() && it.image().equals(step.imageName()));
  }

  private static String key(RegionName region, Step step) {
    return region + " " + step.imageName();
  }

  /** A region may have several images of one name; that of a copy is known only when it is done. */
  private static String key(
      Action action, Optional<ImageId> master, String image, Optional<ImageId> region) {
    return "%s %s %s %s".formatted(action, master, image, action.isCopy() ? "" : region);
  }
}
