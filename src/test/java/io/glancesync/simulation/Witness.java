package io.glancesync.simulation;

import io.glancesync.image.Image;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks at the regions before every request, and notes what must never be seen. */
final class Witness {
  private final Set<String> violations = new LinkedHashSet<>();
  private final Map<String, Set<String>> contents;
  private final List<Expected> regions;

  /**
   * @param master the master's images, each of whose contents may be seen under its name
   */
  Witness(List<Image> master, List<Expected> regions) {
    this.contents =
        master.stream()
            .collect(
                Collectors.groupingBy(
                    Image::name, Collectors.mapping(Image::checksum, Collectors.toSet())));
    this.regions = regions;
  }

  synchronized List<String> violations() {
    return new ArrayList<>(violations);
  }

  synchronized void look() {
    regions.forEach(this::look);
  }

  private void look(Expected expected) {
    List<Image> now = expected.region().images();
    Set<String> old = Expected.ids(expected.before());
    List<Image> ours = now.stream().filter(it -> !old.contains(it.id().value())).toList();
    List<Image> shown = ours.stream().filter(it -> !it.hidden()).toList();
    for (Image image : shown) {
      if (!isMasters(image)) {
        note(expected, "%s is visible without the master's content", image);
      }
      if (shown.stream().filter(it -> it.name().equals(image.name())).count() > 1) {
        note(expected, "two copies of %s are visible", image);
      }
    }
    for (Image before : expected.before()) {
      look(expected, before, now, ours);
    }
  }

  private void look(Expected expected, Image before, List<Image> now, List<Image> ours) {
    List<Image> found = now.stream().filter(it -> it.id().equals(before.id())).toList();
    boolean givesWay = expected.giveWay().contains(before.id().value());
    boolean isReady =
        ours.stream().anyMatch(it -> it.name().equals(before.name()) && isMasters(it));
    if (found.isEmpty()) {
      if (!givesWay) {
        note(expected, "%s is lost", before);
      } else if (!isReady) {
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
    if (isAside && !isRetired && !isReady) {
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
        .map(it -> it.name().equals(before.name() + ".old"))
        .orElse(false);
  }

  private boolean isMasters(Image image) {
    return image.isActive()
        && contents.getOrDefault(image.name(), Set.of()).contains(image.checksum());
  }

  private void note(Expected expected, String what, Image image) {
    violations.add(
        "in %s %s"
            .formatted(
                expected.region().name(), what.formatted(image.name() + " (" + image.id() + ")")));
  }
}
