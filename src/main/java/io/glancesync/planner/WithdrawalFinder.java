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
import java.time.Duration;
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
            .filter(it -> it.properties().containsValue(image.id().value()))
            .filter(it -> !withdrawn.contains(it.id()) || !goesBefore(it, image))
            .findFirst()
            .map(
                it ->
                    "%s (%s) refers to it; see whether that one is needed"
                        .formatted(it.name(), it.id()));
  }

  /**
   * Whether an image that is withdrawn too, and refers to the other, is as far out of use as that
   * is to be. What is to be deleted waits until nothing refers to it.
   */
  private boolean goesBefore(Image referring, Image image) {
    Withdrawal.Mode mode = policy.withdrawal().mode();
    return next(mode, image)
        .map(
            action ->
                switch (action) {
                  case HIDE -> referring.hidden();
                  case DEACTIVATE -> !referring.isActive();
                  default -> false;
                })
        .orElse(true);
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
                    .namesBefore(image)
                    .filter(name -> CopyId.isMadeFor(region, name, image))
                    .findFirst());
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

  /** Whether the master keeps it as a retired image (section 6), or is about to. */
  private boolean isRetired(Image image) {
    return policy.supportObsoleteImages()
        && (isRetiredName(image.name()) && isThere(image.name())
            || isThere(image.name() + CopyId.RETIRED));
  }

  private static boolean isRetiredName(String name) {
    return name.endsWith(CopyId.RETIRED);
  }

  private boolean isThere(String name) {
    return master.named(name).isPresent()
        || master.isAmbiguous(name)
        || master.inactive().stream().anyMatch(it -> it.name().equals(name));
  }

  private WithdrawnImage judged(Image image, Optional<String> obstacle) {
    RegionMemory.Noted noted = noted(image);
    Optional<Action> next =
        obstacle.isPresent() ? Optional.empty() : next(policy.withdrawal().mode(), image);
    return new WithdrawnImage(
        image,
        madeFor(image).orElseThrow(),
        noted,
        next,
        due(noted, next.filter(it -> it == Action.DELETE).isPresent()),
        obstacle);
  }

  private Instant due(RegionMemory.Noted noted, boolean isDeletion) {
    Duration grace = policy.withdrawal().grace();
    Instant first = noted.withdrawn().plus(grace);
    if (!isDeletion) {
      return first;
    }
    // what was hidden before it was withdrawn has two graces as well
    return latest(noted.hidden().orElse(now).plus(grace), first.plus(grace));
  }

  private RegionMemory.Noted noted(Image image) {
    RegionMemory.Noted before = memory.withdrawn().get(image.id());
    Instant since = before == null ? now : before.withdrawn();
    if (!image.hidden()) {
      return new RegionMemory.Noted(changed(image, since), Optional.empty());
    }
    Instant hidden = before == null ? now : before.hidden().orElse(now);
    return new RegionMemory.Noted(since, Optional.of(changed(image, hidden)));
  }

  /**
   * The time, or that of the image's last change when it was later: somebody worked on it, or the
   * time was noted by a clock that was wrong.
   */
  private static Instant changed(Image image, Instant time) {
    return image.updated() == null ? time : latest(time, image.updated());
  }

  private static Instant latest(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
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
