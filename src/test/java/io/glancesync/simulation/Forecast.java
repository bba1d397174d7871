package io.glancesync.simulation;

import io.glancesync.image.Image;
import io.glancesync.plan.CopyId;
import io.glancesync.plan.ImageState;
import io.glancesync.plan.Plan;
import io.glancesync.plan.Policy;
import io.glancesync.plan.RegionMemory;
import io.glancesync.plan.Step;
import io.glancesync.plan.WithdrawnImage;
import io.glancesync.planner.MasterImages;
import io.glancesync.planner.Planner;
import io.glancesync.planner.Rehearsal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What runs make of a region's images, one long after the other, until there is nothing to do. */
final class Forecast {
  private static final int ROUNDS = 20;

  /** Whatever is to be waited for is over by the next round. */
  private static final Duration ROUND = Duration.ofDays(1000);

  private static final Instant FIRST_ROUND = Instant.parse("2100-01-01T00:00:00Z");

  private final MasterImages master;
  private final SimulatedRegion region;
  private final Policy policy;
  private final Plan first;
  private final List<Image> after;
  private final Set<String> leaving = new HashSet<>();
  private final Set<String> withdrawn = new HashSet<>();
  private final Map<String, String> others = new HashMap<>();

  /**
   * @param before the region's images
   */
  Forecast(MasterImages master, SimulatedRegion region, List<Image> before, Policy policy) {
    this.master = master;
    this.region = region;
    this.policy = policy;
    List<Image> images = before;
    Instant now = FIRST_ROUND;
    first = plan(images, RegionMemory.NONE, now);
    Plan plan = first;
    for (int round = 0; round < ROUNDS && isAnythingToDo(plan); round++) {
      note(plan);
      images = changed(images, Rehearsal.apply(plan, images, region.projectId()), now);
      now = now.plus(ROUND);
      plan = plan(images, memory(plan), now);
    }
    after = images;
  }

  private Plan plan(List<Image> images, RegionMemory memory, Instant now) {
    return Planner.plan(
        master, region.name(), region.listed(images), policy, region.projectId(), memory, now);
  }

  private static boolean isAnythingToDo(Plan plan) {
    return plan.steps().findAny().isPresent()
        || !plan.spares().isEmpty()
        || plan.withdrawn().stream().anyMatch(it -> it.next().isPresent());
  }

  private void note(Plan plan) {
    plan.steps()
        .filter(Step.Remove.class::isInstance)
        .forEach(
            it -> {
              leaving.add(id(it.image()));
              others.put(id(it.image()), it.masterName());
            });
    plan.withdrawn().stream()
        .filter(it -> it.next().isPresent())
        .forEach(it -> withdrawn.add(id(it.image())));
    leaving.addAll(withdrawn);
  }

  /** What the next run knows of this one. */
  private static RegionMemory memory(Plan plan) {
    return new RegionMemory(
        Optional.empty(),
        plan.withdrawn().stream()
            .collect(Collectors.toMap(it -> it.image().id(), WithdrawnImage::noted)));
  }

  /** Glance notes when an image was changed. */
  private static List<Image> changed(List<Image> before, List<Image> after, Instant now) {
    return after.stream()
        .map(it -> before.contains(it) ? it : it.but().updated(now).build())
        .toList();
  }

  private static String id(Image image) {
    return image.id().value();
  }

  /** What the first run finds. */
  Plan first() {
    return first;
  }

  /** The region's images when there is nothing left to do. */
  List<Image> after() {
    return after;
  }

  /** The ids of images that are taken out of use, perhaps only after some time. */
  Set<String> leaving() {
    return leaving;
  }

  /** The ids of those among them that the master has lost. */
  Set<String> withdrawn() {
    return withdrawn;
  }

  /** The names of the images that make others superfluous, by the ids of these. */
  Map<String, String> others() {
    return others;
  }

  /** The ids of hidden copies of ours that are needed again, and simply shown. */
  Set<String> reused(List<Image> before) {
    Set<String> remaining = after.stream().map(Forecast::id).collect(Collectors.toSet());
    return before.stream()
        .filter(Image::hidden)
        .filter(this::isCopyToShow)
        .map(Forecast::id)
        .filter(it -> !remaining.contains(it) && !leaving.contains(it))
        .collect(Collectors.toSet());
  }

  private boolean isCopyToShow(Image image) {
    return first.states().stream()
        .map(ImageState::master)
        .anyMatch(
            it -> it.name().equals(image.name()) && CopyId.isUnpublished(region.name(), it, image));
  }
}
