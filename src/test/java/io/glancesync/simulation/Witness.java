package io.glancesync.simulation;

import io.glancesync.embedded.glance.EmbeddedGlance;
import io.glancesync.image.Image;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;

/** Looks at the regions before every request, and notes what must never be seen. */
final class Witness {
  /** Routes that send again what had arrived are caught as soon as they are to know better. */
  private static final boolean CHECKS_ARRIVALS = Oddity.isPossible(Oddity.LOST_AFTER_STORING);

  private final Set<String> violations = new LinkedHashSet<>();
  private final Map<String, Set<String>> contents;
  private final List<Expected> regions;
  private final IntSupplier allowedArrivals;

  /** Ids of copies that were once complete and right, by region and name. */
  private final Map<String, Set<String>> complete = new HashMap<>();

  /** Images of which can be told whether a copy is right, where the region has a hash of it. */
  private final Set<String> hashed;

  /** Ids of images that GlanceSync has changed: a copy only after it found that it is right. */
  private final Set<String> changed = new HashSet<>();

  /**
   * @param master each of whose contents may be seen under its image's name
   * @param allowedArrivals how often right content may arrive for one image
   */
  Witness(SimulatedRegion master, List<Expected> regions, IntSupplier allowedArrivals) {
    this.allowedArrivals = allowedArrivals;
    this.contents =
        master.images().stream()
            .collect(
                Collectors.groupingBy(
                    Image::name, Collectors.mapping(master::print, Collectors.toSet())));
    this.hashed =
        master.images().stream()
            .filter(Witness::isHashed)
            .map(Image::name)
            .collect(Collectors.toSet());
    this.regions = regions;
  }

  synchronized List<String> violations() {
    return new ArrayList<>(violations);
  }

  synchronized void look() {
    regions.forEach(this::look);
  }

  /** An upload is asked for. */
  synchronized void upload(String server, String id) {
    for (Expected expected : regions) {
      EmbeddedGlance glance = expected.region().glance();
      if (CHECKS_ARRIVALS && glance.region().equals(server) && glance.arrivals().contains(id)) {
        violations.add(
            "in %s the content of %s is sent again, although it had arrived".formatted(server, id));
      }
    }
  }

  /** A change of an image is asked for. */
  synchronized void change(String id) {
    changed.add(id);
  }

  private void look(Expected expected) {
    List<Image> now = expected.region().images();
    Set<String> old = Expected.ids(expected.before());
    List<Image> ours = now.stream().filter(it -> !old.contains(it.id().value())).toList();
    List<Image> shown = ours.stream().filter(it -> !it.hidden()).toList();
    ours.stream()
        .filter(it -> isMasters(expected, it) && isKnownToBeRight(it))
        .forEach(it -> arrived(expected, it));
    for (Image image : shown) {
      if (!isMasters(expected, image)) {
        note(expected, "%s is visible without the master's content", image);
      }
      if (shown.stream().filter(it -> it.name().equals(image.name())).count() > 1) {
        note(expected, "two copies of %s are visible", image);
      }
    }
    for (Image before : expected.before()) {
      look(expected, before, now, ours);
    }
    expected.kept().values().forEach(it -> lookAtKept(expected, it, now));
  }

  /**
   * Whether GlanceSync can know that this copy is right, and has no reason to send it again. In a
   * region that computes no hashes, equal sizes prove nothing. If that region does not answer
   * either while GlanceSync wants to look at what it has just sent, nobody can tell later, and the
   * copy is deleted and sent once more. A copy that it changed, to publish it, it had looked at.
   */
  private boolean isKnownToBeRight(Image copy) {
    return hashed.contains(copy.name()) && (isHashed(copy) || changed.contains(copy.id().value()));
  }

  private static boolean isHashed(Image image) {
    return image.hash() != null || !image.checksum().isEmpty();
  }

  private void arrived(Expected expected, Image image) {
    String place = expected.region().glance().region() + " " + image.name();
    Set<String> ids = complete.computeIfAbsent(place, it -> new HashSet<>());
    ids.add(image.id().value());
    if (CHECKS_ARRIVALS && ids.size() > allowedArrivals.getAsInt()) {
      note(expected, "the content of %s is sent once more, although it had arrived", image);
    }
  }

  private void lookAtKept(Expected expected, Image kept, List<Image> now) {
    boolean isAsTheyLeftIt =
        now.stream()
            .anyMatch(
                it ->
                    it.id().equals(kept.id())
                        && it.name().equals(kept.name())
                        && it.hidden() == kept.hidden()
                        && it.isProtected() == kept.isProtected());
    if (!isAsTheyLeftIt) {
      note(expected, "somebody wanted to keep %s, and it is gone or changed", kept);
    }
  }

  private void look(Expected expected, Image before, List<Image> now, List<Image> ours) {
    List<Image> found = now.stream().filter(it -> it.id().equals(before.id())).toList();
    boolean isWithdrawn = expected.isWithdrawn(before);
    boolean givesWay = expected.endForOther().contains(before.id().value());
    String name = expected.nameOfOther(before);
    boolean isReady =
        now.stream()
            .filter(it -> !expected.endForOther().contains(it.id().value()))
            .anyMatch(it -> it.name().equals(name) && isMasters(expected, it));
    if (found.isEmpty()) {
      if (!givesWay) {
        note(expected, "%s is lost", before);
      } else if (!isReady && !isWithdrawn) {
        note(expected, "%s is gone before there is another", before);
      }
      return;
    }
    Image image = found.get(0);
    if (!image.checksum().equals(before.checksum()) || image.size() != before.size()) {
      note(expected, "the content of %s is another one", before);
    }
    boolean isAside = image.hidden() != before.hidden() || !image.name().equals(before.name());
    boolean isRetired = image.name().endsWith("_obsolete");
    boolean isShownAgain = before.hidden() && !image.hidden();
    if (isAside && !isRetired && !isReady && !isWithdrawn && !isShownAgain) {
      note(expected, "%s stepped aside before there is another", before);
    }
    boolean isSeenTwice =
        !image.hidden()
            && image.name().equals(before.name())
            && ours.stream().anyMatch(it -> !it.hidden() && it.name().equals(image.name()));
    if (isSeenTwice && (givesWay || isRenamed(expected, before))) {
      note(expected, "%s and its copy are visible", before);
    }
  }

  private static boolean isRenamed(Expected expected, Image before) {
    return expected
        .after(before.id().value())
        .map(it -> !it.name().equals(before.name()))
        .orElse(false);
  }

  private boolean isMasters(Expected expected, Image image) {
    return image.isActive()
        && contents.getOrDefault(image.name(), Set.of()).contains(expected.region().print(image));
  }

  private void note(Expected expected, String what, Image image) {
    violations.add(
        "in %s %s"
            .formatted(
                expected.region().name(), what.formatted(image.name() + " (" + image.id() + ")")));
  }
}
