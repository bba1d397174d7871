package io.glancesync.simulation;

import io.glancesync.image.Image;
import io.glancesync.image.UserProperties;
import io.glancesync.plan.MasterImages;
import io.glancesync.plan.Plan;
import io.glancesync.plan.Planner;
import io.glancesync.plan.Policy;
import io.glancesync.plan.Rehearsal;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What the rules make of a region when nothing goes wrong, worked out in memory before anything
 * happens.
 */
final class Expected {
  private static final int ROUNDS = 5;

  private final SimulatedRegion region;
  private final List<Image> before;
  private final List<Image> after;
  private final boolean hasRefusals;
  private final Set<String> giveWay = new HashSet<>();

  Expected(MasterImages master, SimulatedRegion region, Policy policy) {
    this.region = region;
    before = region.images();
    List<Image> images = before;
    Plan plan = plan(master, images, policy);
    hasRefusals = !plan.refusals().isEmpty();
    for (int round = 0; round < ROUNDS && plan.steps().findAny().isPresent(); round++) {
      images = Rehearsal.apply(plan, images, region.projectId());
      plan = plan(master, images, policy);
    }
    after = images;
    Set<String> remaining = ids(after);
    before.stream()
        .map(it -> it.id().value())
        .filter(it -> !remaining.contains(it))
        .forEach(giveWay::add);
  }

  private Plan plan(MasterImages master, List<Image> images, Policy policy) {
    return Planner.plan(master, region.name(), images, policy, region.projectId());
  }

  SimulatedRegion region() {
    return region;
  }

  /** Whether something is asked for that cannot be done, so that no run goes well. */
  boolean hasRefusals() {
    return hasRefusals;
  }

  static Set<String> ids(Collection<Image> images) {
    return images.stream().map(it -> it.id().value()).collect(Collectors.toSet());
  }

  /** The images that were there before anything happened. */
  List<Image> before() {
    return before;
  }

  /** The ids of images that are replaced. */
  Set<String> giveWay() {
    return giveWay;
  }

  /** The image as it is to be in the end; empty when it is to be replaced. */
  Optional<Image> after(String id) {
    return after.stream().filter(it -> it.id().value().equals(id)).findFirst();
  }

  /** What is wrong with the region, if it is to be as the rules want it now. */
  Optional<String> difference() {
    Set<String> wanted = described(after);
    Set<String> found = described(region.images());
    if (wanted.equals(found)) {
      return Optional.empty();
    }
    var missing = new TreeSet<>(wanted);
    missing.removeAll(found);
    var tooMuch = new TreeSet<>(found);
    tooMuch.removeAll(wanted);
    return Optional.of(
        "%s should have%n    %s%n  but has%n    %s"
            .formatted(
                region.name(), String.join("\n    ", missing), String.join("\n    ", tooMuch)));
  }

  /** Copies have other ids than in the model, so images are told apart by what they are. */
  private Set<String> described(List<Image> images) {
    Set<String> known = ids(before);
    Map<String, String> names =
        images.stream().collect(Collectors.toMap(it -> it.id().value(), Image::name));
    var lines = new TreeSet<String>();
    for (Image image : images) {
      var properties = new TreeMap<>(image.properties());
      for (String link : List.of(UserProperties.KERNEL_ID, UserProperties.RAMDISK_ID)) {
        properties.computeIfPresent(link, (key, id) -> names.getOrDefault(id, id));
      }
      String id = image.id().value();
      lines.add(
          String.join(
              " ",
              image.name(),
              known.contains(id) ? id : "copy",
              image.status(),
              image.visibility().text(),
              image.hidden() ? "hidden" : "shown",
              image.isProtected() ? "protected" : "free",
              image.checksum(),
              Objects.toString(image.minRam()),
              image.tags().toString(),
              properties.toString()));
    }
    return lines;
  }
}
