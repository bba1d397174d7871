package io.glancesync.planner;

import io.glancesync.image.Image;
import io.glancesync.plan.Action;
import io.glancesync.plan.CopyId;
import io.glancesync.plan.Outgoing;
import io.glancesync.plan.Policy;
import io.glancesync.plan.Rotation;
import io.glancesync.plan.Step;
import io.glancesync.region.RegionName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The images of a region that gave way and were kept (specification, section 9, "What becomes of
 * the outgoing image of a replace").
 */
public final class KeptImages {
  /** The image that gave way last is first: Glance notes when it did. */
  private static final Comparator<Image> NEWEST =
      Comparator.comparing(KeptImages::aside).reversed().thenComparing(Image::id);

  private final RegionName region;
  private final List<Image> images;
  private final Collection<Image> all;
  private final Rotation rotation;
  private final Set<String> taken;

  private KeptImages(
      RegionName region,
      List<Image> images,
      Collection<Image> all,
      Rotation rotation,
      Set<String> taken) {
    this.region = region;
    this.all = all;
    this.images = images;
    this.rotation = rotation;
    this.taken = taken;
  }

  static KeptImages of(
      RegionName region,
      Collection<Image> images,
      Selection selection,
      Policy policy,
      String projectId) {
    Set<String> taken = images.stream().map(Image::name).collect(Collectors.toSet());
    taken.addAll(selection.byName().keySet());
    return new KeptImages(
        region,
        images.stream().filter(it -> it.belongsTo(projectId)).toList(),
        images,
        policy.rotation(),
        new HashSet<>(taken));
  }

  /**
   * The images that were kept when others took their place under this name, newest first. Only what
   * GlanceSync made is among them, and nothing that somebody protected.
   */
  public static List<Image> of(
      RegionName region, String name, Collection<Image> images, Rotation rotation) {
    return images.stream()
        .filter(it -> rotation.isKept(name, it))
        .filter(it -> CopyId.isMadeFor(region, name, it) && !it.isProtected())
        .sorted(NEWEST)
        .toList();
  }

  private static Instant aside(Image image) {
    return image.updated() == null ? Instant.MIN : image.updated();
  }

  /** What becomes of an image that is replaced. */
  Outgoing outgoing(Image old) {
    return rotation.keepOld() == 0 ? Outgoing.DELETED : kept(old);
  }

  /** What becomes of an image that makes way and is kept. */
  Outgoing kept(Image old) {
    String name = rotation.nameOf(old, taken::contains);
    taken.add(name);
    return Outgoing.kept(name, rotation.oldVisibility());
  }

  /**
   * Deletes what there is too much of, once these copies are made. Where nothing is to be kept,
   * what was kept before stays: a line that vanished from the configuration deletes nothing.
   *
   * @param current whether the region has an image under that name
   */
  List<Step> outdated(
      Map<String, Image> selected,
      List<Step.Copy> copies,
      Predicate<Image> current,
      Rollback rollback) {
    if (rotation.keepOld() == 0) {
      return List.of();
    }
    var removed = new ArrayList<Step.Remove>();
    // another image of the master may be called as if it had been kept
    List<Image> candidates =
        images.stream()
            .filter(it -> !selected.containsKey(it.name()) && !rollback.isAbout(it))
            .toList();
    for (Image master : selected.values()) {
      if (!current.test(master)) {
        continue;
      }
      List<Image> kept = of(region, master.name(), candidates, rotation);
      long more =
          copies.stream()
              .filter(it -> it.imageName().equals(master.name()))
              .filter(this::isAnotherKept)
              .count();
      kept.stream()
          .skip(Math.max(0, rotation.keepOld() - more))
          .map(it -> new Step.Remove(Action.DELETE, it, master.name(), master))
          .forEach(removed::add);
    }
    return removed.stream().filter(it -> !isNeeded(it)).map(Step.class::cast).toList();
  }

  private boolean isAnotherKept(Step.Copy copy) {
    return copy.action() == Action.REPLACE
        && !copy.outgoing().isDeleted()
        && CopyId.isMadeFor(region, copy.imageName(), copy.old());
  }

  /** Whether an image refers to it, as to its kernel; it may outlive the steps of this run. */
  private boolean isNeeded(Step.Remove step) {
    String id = step.existing().id().value();
    return all.stream().anyMatch(image -> image.properties().containsValue(id));
  }
}
