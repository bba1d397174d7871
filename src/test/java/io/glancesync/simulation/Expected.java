package io.glancesync.simulation;

import io.glancesync.image.Image;
import io.glancesync.image.UserProperties;
import io.glancesync.plan.Policy;
import io.glancesync.planner.MasterImages;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the rules make of a region when nothing goes wrong, worked out in memory before anything
 * happens.
 */
final class Expected {
  private final SimulatedRegion region;
  private final List<Image> before;
  private final List<Image> after = new ArrayList<>();
  private final boolean hasRefusals;
  private final Set<String> endForOther = new HashSet<>();
  private final Oddities oddities;
  private final Map<String, String> printsBefore;
  private final Map<String, String> mastersPrints = new HashMap<>();
  private final Map<String, Image> kept = new HashMap<>();

  /** The ids of images that are taken out of use, perhaps only after some time. */
  private final Set<String> leaving;

  private final Set<String> withdrawn;

  /** The names of the images that make others superfluous, by the ids of these. */
  private final Map<String, String> others;

  /** The ids of hidden copies that are needed again. */
  private final Set<String> reused;

  Expected(SimulatedRegion masterRegion, SimulatedRegion region, Policy policy, Oddities oddities) {
    this.region = region;
    this.oddities = oddities;
    List<Image> masters = masterRegion.images();
    MasterImages master = MasterImages.of(masterRegion.name(), masters, masterRegion.projectId());
    before = region.images();
    printsBefore = before.stream().collect(Collectors.toMap(it -> it.id().value(), region::print));
    var forecast = new Forecast(master, region, before, policy);
    // of several of one name only the selected one is copied
    forecast
        .first()
        .states()
        .forEach(it -> mastersPrints.put(it.master().name(), masterRegion.print(it.master())));
    hasRefusals = !forecast.first().refusals().isEmpty();
    after.addAll(forecast.after());
    leaving = forecast.leaving();
    withdrawn = forecast.withdrawn();
    others = forecast.others();
    reused = forecast.reused(before);
    Set<String> remaining = ids(after);
    before.stream()
        .map(it -> it.id().value())
        .filter(it -> !remaining.contains(it) && !reused.contains(it))
        .forEach(endForOther::add);
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

  /** The names of the master's images that the rules select. */
  Set<String> selected() {
    return mastersPrints.keySet();
  }

  /** Whether the master has lost the image, so that it makes way for no other. */
  boolean isWithdrawn(Image image) {
    return withdrawn.contains(id(image));
  }

  /** The name of the image that is to be there before this one may go. */
  String nameOfOther(Image image) {
    return others.getOrDefault(id(image), image.name());
  }

  /** The images that were there before anything happened. */
  List<Image> before() {
    return before;
  }

  /** The ids of images that are replaced. */
  Set<String> endForOther() {
    return endForOther;
  }

  /** The image as it is to be in the end; empty when it is to be replaced. */
  Optional<Image> after(String id) {
    return after.stream().filter(it -> it.id().value().equals(id)).findFirst();
  }

  /**
   * What is wrong with the region, if it is to be as the rules want it now; but for images that may
   * still wait until they are taken out of use.
   */
  Optional<String> difference() {
    Set<String> wanted = described(withoutLeaving(after), this::printThen);
    List<Image> now = new ArrayList<>(withoutLeaving(region.images()));
    now.removeIf(this::isAllowedToStay);
    Set<String> found = described(now, region::print);
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

  private List<Image> withoutLeaving(List<Image> images) {
    return images.stream().filter(it -> !leaving.contains(id(it))).toList();
  }

  /** Set aside, as it should be, or a second copy, or not needed any more; and in use. */
  private boolean isAllowedToStay(Image image) {
    String id = image.id().value();
    return (image.hidden() || oddities.twins().contains(id) || leaving.contains(id))
        && endForOther.contains(id)
        && (oddities.inUse().contains(id) || oddities.inUseForEver().contains(id));
  }

  /** Images that are still there, and that can be taken out of use sooner or later. */
  List<String> waiting() {
    return region.images().stream()
        .filter(it -> isWaiting(it) || isAllowedToStay(it) && oddities.inUse().contains(id(it)))
        .map(it -> "%s (%s) in %s".formatted(it.name(), it.id(), region.name()))
        .toList();
  }

  private boolean isWaiting(Image image) {
    return leaving.contains(id(image))
        && !isAllowedToStay(image)
        && after(id(image))
            .filter(it -> it.hidden() == image.hidden() && it.status().equals(image.status()))
            .isEmpty();
  }

  private String printThen(Image image) {
    String id = image.id().value();
    return printsBefore.containsKey(id)
        ? printsBefore.get(id)
        : mastersPrints.getOrDefault(image.name(), "none");
  }

  /** Images that a run has put aside, and whose copies are published. */
  List<Image> aside() {
    List<Image> now = region.images();
    Set<String> shown =
        now.stream()
            .filter(it -> it.isActive() && !it.hidden() && !printsBefore.containsKey(id(it)))
            .map(Image::name)
            .collect(Collectors.toSet());
    Set<String> hiddenBefore = ids(before.stream().filter(Image::hidden).toList());
    return now.stream()
        .filter(it -> it.hidden() && endForOther.contains(id(it)) && !hiddenBefore.contains(id(it)))
        .filter(it -> shown.contains(it.name()))
        .toList();
  }

  /** From now on the image is to stay as it is: somebody wants to keep it. */
  void keep(String id) {
    Image now = region.images().stream().filter(it -> id(it).equals(id)).findFirst().orElseThrow();
    endForOther.remove(id);
    leaving.remove(id);
    after.removeIf(it -> id(it).equals(id));
    after.add(now);
    kept.put(id, now);
  }

  /** What somebody wants to keep, as it was when they had changed it. */
  Map<String, Image> kept() {
    return kept;
  }

  private static String id(Image image) {
    return image.id().value();
  }

  /** Copies have other ids than in the model, so images are told apart by what they are. */
  private Set<String> described(List<Image> images, Function<Image, String> print) {
    Set<String> known = ids(before);
    Map<String, String> names =
        images.stream().collect(Collectors.toMap(it -> it.id().value(), Image::name));
    // what refers to it goes on to do so
    before.stream()
        .filter(it -> reused.contains(id(it)))
        .forEach(it -> names.putIfAbsent(id(it), it.name()));
    var lines = new TreeSet<String>();
    for (Image image : images) {
      var properties = new TreeMap<>(image.properties());
      for (String link : List.of(UserProperties.KERNEL_ID, UserProperties.RAMDISK_ID)) {
        properties.computeIfPresent(link, (key, id) -> names.getOrDefault(id, id));
      }
      properties.remove(Oddities.STICKY);
      String id = image.id().value();
      lines.add(
          String.join(
              " ",
              image.name(),
              known.contains(id) && !reused.contains(id) ? id : "copy",
              image.status(),
              image.visibility().text(),
              image.hidden() ? "hidden" : "shown",
              image.isProtected() ? "protected" : "free",
              print.apply(image),
              Long.toString(image.minDisk()),
              Long.toString(image.minRam()),
              image.tags().toString(),
              properties.toString()));
    }
    return lines;
  }
}
