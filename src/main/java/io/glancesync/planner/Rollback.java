package io.glancesync.planner;

import io.glancesync.image.Image;
import io.glancesync.image.Visibility;
import io.glancesync.plan.Action;
import io.glancesync.plan.Changes;
import io.glancesync.plan.Policy;
import io.glancesync.plan.RegionMemory;
import io.glancesync.plan.RegionMemory.Pin;
import io.glancesync.plan.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The images that somebody rolled back to, as far as that still holds (specification, section 9,
 * {@code rollback}).
 *
 * @param byName the region's image to have, by the name of the master's
 */
public record Rollback(Map<String, Image> byName) {
  static Rollback of(
      Selection selection,
      Collection<Image> images,
      Policy policy,
      String projectId,
      RegionMemory memory) {
    var byName = new TreeMap<String, Image>();
    memory
        .pinned()
        .forEach(
            (name, pin) ->
                Optional.ofNullable(selection.byName().get(name))
                    .filter(master -> master.id().equals(pin.master()))
                    .flatMap(master -> image(pin, images, projectId))
                    .filter(it -> it.isActive() && !isSettledBy(policy, name, it))
                    .ifPresent(it -> byName.put(name, it)));
    return new Rollback(byName);
  }

  private static Optional<Image> image(Pin pin, Collection<Image> images, String projectId) {
    return images.stream()
        .filter(it -> it.id().equals(pin.image()) && it.belongsTo(projectId))
        .findFirst();
  }

  /** What the configuration says protects the image only once it is the current one. */
  private static boolean isSettledBy(Policy policy, String name, Image image) {
    return image.name().equals(name)
        && !image.checksum().isEmpty()
        && policy.dontupdate().contains(image.checksum());
  }

  /**
   * The names of what was rolled back and need not be remembered any more: the configuration says
   * it, the master has another image, or the region's is gone.
   */
  public static Set<String> settled(
      MasterImages master,
      Collection<Image> images,
      Policy policy,
      String projectId,
      RegionMemory memory) {
    var settled = new TreeSet<String>();
    memory
        .pinned()
        .forEach(
            (name, pin) -> {
              Optional<Image> image = image(pin, images, projectId);
              boolean isOther =
                  master.named(name).filter(it -> !it.id().equals(pin.master())).isPresent();
              if (isOther || image.isEmpty() || isSettledBy(policy, name, image.get())) {
                settled.add(name);
              }
            });
    return settled;
  }

  /**
   * Whether a run makes the image the current one, once somebody rolled back to it.
   *
   * @param name the name of the master's image
   */
  public static boolean hasEffect(RegionComparison comparison, String name, Pin pin) {
    return Planner.plan(
            comparison.master(),
            comparison.region(),
            comparison.images(),
            comparison.policy(),
            comparison.projectId(),
            comparison.memory().withPins(Map.of(name, pin)),
            Instant.EPOCH)
        .steps()
        .anyMatch(
            it -> it instanceof Step.Update && it.regionId().equals(Optional.of(pin.image())));
  }

  /** Whether the region's image of that name is the one that was rolled back to. */
  boolean holds(String name, Image existing) {
    return Optional.ofNullable(byName.get(name))
        .filter(it -> it.id().equals(existing.id()))
        .isPresent();
  }

  /** Whether the image is still to get its name. */
  boolean isPending(String name) {
    return Optional.ofNullable(byName.get(name)).filter(it -> !it.name().equals(name)).isPresent();
  }

  /** The images, which stay whatever else the rules say. */
  boolean isAbout(Image image) {
    return byName.values().stream().anyMatch(it -> it.id().equals(image.id()));
  }

  /** First what is in the way makes way, then the image gets its name. */
  List<List<Step>> phases(RegionView view, KeptImages kept) {
    var aside = new ArrayList<Step>();
    var back = new ArrayList<Step>();
    byName.forEach(
        (name, image) -> {
          Image master = view.selection().byName().get(name);
          Optional<Image> current = view.counterparts().of(master);
          boolean isBlocked =
              current.filter(it -> ChecksumRule.isProtectedThere(master, it)).isPresent();
          if (isPending(name) && !isBlocked) {
            current.ifPresent(it -> aside.add(update(master, it, kept.kept(it).applyTo(it))));
            back.add(current(view.sharing(), master, image));
          }
        });
    return List.of(aside, back);
  }

  private static Step current(Sharing sharing, Image master, Image image) {
    Visibility visibility =
        sharing.isWithheld(master, image)
            ? Visibility.PRIVATE
            : image.visibility().inStepWith(master.visibility());
    Image wanted =
        image.but().name(master.name()).visibility(visibility).hidden(master.hidden()).build();
    return update(master, image, sharing.revealing(Changes.between(image, wanted), master, image));
  }

  private static Step update(Image master, Image existing, Image wanted) {
    return update(master, existing, Changes.between(existing, wanted));
  }

  private static Step update(Image master, Image existing, Changes changes) {
    return new Step.Update(Action.METADATA, master, existing, changes, List.of());
  }
}
