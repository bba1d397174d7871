package io.glancesync.planner;

import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.plan.Action;
import io.glancesync.plan.CopyId;
import io.glancesync.plan.Policy;
import io.glancesync.plan.RegionMemory;
import io.glancesync.plan.Withdrawal;
import io.glancesync.plan.WithdrawnImage;
import io.glancesync.region.RegionName;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds the images of ours in a region of which the master has no selected image any more, and
 * decides what becomes of them (specification, section 9, "Withdrawal").
 *
 * @param listed all images that the region lists
 * @param memory what earlier runs noted of it
 * @param now the time of the run
 */
record WithdrawalFinder(
    MasterImages master,
    Selection selection,
    Collection<Image> listed,
    RegionName region,
    Policy policy,
    String projectId,
    RegionMemory memory,
    Instant now) {

  /** The images that are withdrawn, in the order of their names. */
  List<WithdrawnImage> find() {
    if (region.equals(master.region())) {
      // compared with itself: its own images are never withdrawn
      return List.of();
    }
    List<Image> withdrawn =
        listed.stream()
            .filter(it -> it.belongsTo(projectId) && isComplete(it))
            .filter(this::isWithdrawn)
            .sorted(Comparator.comparing(Image::name).thenComparing(Image::id))
            .toList();
    Set<ImageId> ids = withdrawn.stream().map(Image::id).collect(Collectors.toSet());
    return withdrawn.stream().map(it -> judged(it, obstacle(it, ids))).toList();
  }

  /** Why it is left alone; empty when nothing stands in the way. */
  private Optional<String> obstacle(Image image, Set<ImageId> withdrawn) {
    return image.isProtected()
        ? Optional.of("somebody protected it there; remove its protection, or delete it")
        : listed.stream()
            .filter(it -> !withdrawn.contains(it.id()))
            .filter(it -> it.properties().containsValue(image.id().value()))
            .findFirst()
            .map(
                it ->
                    "%s (%s) refers to it; see whether that one is needed"
                        .formatted(it.name(), it.id()));
  }

  /** What never became complete is cleared up elsewhere. */
  private static boolean isComplete(Image image) {
    return image.isActive() || image.status().equals("deactivated");
  }

  private boolean isWithdrawn(Image image) {
    return !selection.byName().containsKey(image.name())
        && madeFor(image).filter(this::isGone).isPresent()
        && !isRetired(image);
  }

  private Optional<String> madeFor(Image image) {
    return CopyId.madeFor(region, image)
        .or(
            () ->
                policy
                    .rotation()
                    .nameBefore(image)
                    .filter(name -> CopyId.isMadeFor(region, name, image)));
  }

  /** Whether the master certainly has no selected image of this name. */
  private boolean isGone(String name) {
    return !selection.byName().containsKey(name)
        && !selection.isUndecided(name)
        && !master.isAmbiguous(name)
        // one that is about to be active is there soon
        && master.inactive().stream()
            .filter(it -> it.name().equals(name))
            .allMatch(it -> it.status().equals("deactivated"));
  }

  /** Whether the master keeps it as a retired image (section 6). */
  private boolean isRetired(Image image) {
    return policy.supportObsoleteImages()
        && (master.named(image.name()).filter(it -> isRetiredName(it.name())).isPresent()
            || master.named(image.name() + CopyId.RETIRED).isPresent());
  }

  private static boolean isRetiredName(String name) {
    return name.endsWith(CopyId.RETIRED);
  }

  private WithdrawnImage judged(Image image, Optional<String> obstacle) {
    RegionMemory.Noted noted = noted(image);
    Withdrawal.Mode mode = policy.withdrawal().mode();
    Optional<Action> next = obstacle.isPresent() ? Optional.empty() : next(mode, image);
    Instant since =
        next.filter(it -> it == Action.DELETE).isPresent()
            ? noted.hidden().orElse(now)
            : noted.withdrawn();
    return new WithdrawnImage(
        image,
        madeFor(image).orElseThrow(),
        noted,
        next,
        since.plus(policy.withdrawal().grace()),
        obstacle);
  }

  private RegionMemory.Noted noted(Image image) {
    RegionMemory.Noted before = memory.withdrawn().get(image.id());
    Instant since = before == null ? now : before.withdrawn();
    Optional<Instant> hidden =
        image.hidden()
            ? Optional.of(before == null ? now : before.hidden().orElse(now))
            : Optional.empty();
    return new RegionMemory.Noted(since, hidden);
  }

  private static Optional<Action> next(Withdrawal.Mode mode, Image image) {
    return switch (mode) {
      case REPORT -> Optional.empty();
      case HIDE -> image.hidden() ? Optional.empty() : Optional.of(Action.HIDE);
      case DEACTIVATE -> image.isActive() ? Optional.of(Action.DEACTIVATE) : Optional.empty();
      case DELETE -> Optional.of(image.hidden() ? Action.DELETE : Action.HIDE);
    };
  }
}
