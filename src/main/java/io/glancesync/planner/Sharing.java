package io.glancesync.planner;

import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.image.Members;
import io.glancesync.image.Visibility;
import io.glancesync.plan.Changes;
import io.glancesync.plan.Policy;
import io.glancesync.region.RegionName;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Who sees an image of a region: visibility and members (specification, section 5). Members are
 * carried over to images of our project only; nobody else may change them.
 *
 * @param isWanted whether members are carried over to the region
 * @param projectId our project in the region
 */
public record Sharing(boolean isWanted, String projectId) {
  static Sharing in(MasterImages master, RegionName region, Policy policy, String projectId) {
    // the master region compared with itself shares with whom it shares
    return new Sharing(policy.syncMembers() && !region.equals(master.region()), projectId);
  }

  /**
   * The images of the master whose members have to be known.
   *
   * @param policies the rules of the regions that are compared with it
   */
  public static List<Image> ofMaster(MasterImages master, Collection<Policy> policies) {
    Set<ImageId> selected =
        policies.stream()
            .distinct()
            .filter(Policy::syncMembers)
            .flatMap(policy -> Selection.of(master, policy).byName().values().stream())
            .map(Image::id)
            .collect(Collectors.toSet());
    boolean isRetiring =
        policies.stream().anyMatch(it -> it.syncMembers() && it.supportObsoleteImages());
    return master.all().stream()
        .filter(Sharing::isShared)
        .filter(has(selected).or(it -> isRetiring && Retirement.isRetired(it)))
        .toList();
  }

  /**
   * The images of a region whose members have to be known.
   *
   * @param images all images that the region lists
   * @param projectId our project in the region
   */
  public static List<Image> ofRegion(
      MasterImages master,
      RegionName region,
      Collection<Image> images,
      Policy policy,
      String projectId) {
    Sharing sharing = in(master, region, policy, projectId);
    if (!sharing.isWanted()) {
      return List.of();
    }
    var selection = Selection.of(master, policy);
    var counterparts = CounterpartFinder.find(selection, images, region, policy, projectId);
    Set<ImageId> compared =
        selection.byName().values().stream()
            .filter(it -> it.visibility().isForSome())
            .flatMap(it -> counterparts.of(it).stream())
            .filter(it -> it.belongsTo(projectId))
            .map(Image::id)
            .collect(Collectors.toSet());
    return images.stream().filter(Sharing::isShared).filter(has(compared)).toList();
  }

  private static Predicate<Image> has(Set<ImageId> ids) {
    return image -> ids.contains(image.id());
  }

  private static boolean isShared(Image image) {
    return image.visibility() == Visibility.SHARED;
  }

  /**
   * The members that a copy is given; null for none. Where it is not known whom the master shares
   * its image with, those of the image that gives way keep what they had.
   *
   * @param old the region's image of that name
   */
  Members onCopy(Image master, Optional<Image> old) {
    if (!isWanted || !isShared(master)) {
      return null;
    }
    Optional<Members> before =
        old.filter(it -> it.belongsTo(projectId)).flatMap(Image::knownMembers);
    return master
        .knownMembers()
        .map(it -> before.map(it::keeping).orElse(it))
        .or(() -> before)
        .map(it -> it.without(projectId))
        .orElse(null);
  }

  /**
   * The changes, which also make right who sees an image of which nobody has read the members:
   * Glance may remember those of long ago.
   */
  Changes revealing(Changes changes, Image master, Image existing) {
    boolean isForMembers =
        isWanted
            && isShared(master)
            && isShared(changes.applyTo(existing))
            && existing.belongsTo(projectId);
    return master
        .knownMembers()
        .filter(it -> isForMembers)
        .map(it -> it.without(projectId).keeping(existing.knownMembers().orElse(Members.NONE)))
        .map(changes::andMembers)
        .orElse(changes);
  }

  /**
   * Whether the region's image, which is shared, becomes private as the master's is. Glance
   * remembers its members and what they made of it, for when it is shared again.
   */
  boolean isWithheld(Image master, Image existing) {
    return isWanted
        && master.visibility() == Visibility.PRIVATE
        && isShared(existing)
        && existing.belongsTo(projectId)
        && existing.knownMembers().filter(it -> it.without(projectId).isEmpty()).isEmpty();
  }

  /** The region's image as those see it who should. */
  Image onUpdate(Image master, Image existing) {
    if (isWithheld(master, existing) && existing.knownMembers().isPresent()) {
      return existing.but().visibility(Visibility.PRIVATE).build();
    }
    Visibility visibility = existing.visibility().inStepWith(master.visibility());
    Image inStep = existing.but().visibility(visibility).build();
    Optional<Members> wanted =
        isWanted && isShared(master) && existing.belongsTo(projectId)
            ? master.knownMembers().map(it -> it.without(projectId))
            : Optional.empty();
    if (wanted.isEmpty() || isSharedWith(wanted.get(), inStep, existing)) {
      return inStep;
    }
    Members all = wanted.get().keeping(existing.knownMembers().orElse(Members.NONE));
    return inStep
        .but()
        .members(all)
        .visibility(all.isEmpty() ? visibility : Visibility.SHARED)
        .build();
  }

  /** Whether there is nothing to do; what is not known is left alone. */
  private boolean isSharedWith(Members wanted, Image inStep, Image existing) {
    // who it was shared with before it was public is in force again
    boolean isRevealed = isShared(inStep) && !isShared(existing);
    return !isRevealed
        && existing
            .knownMembers()
            .map(it -> it.without(projectId).projects().equals(wanted.projects()))
            .orElse(true);
  }
}
