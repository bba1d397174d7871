package io.glancesync.simulation;

import io.glancesync.image.Image;
import io.glancesync.plan.CopyId;
import io.glancesync.plan.Withdrawal.Mode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Looks at the life of a region's images: what a run may take out of use, when, and how much stays.
 * It knows what GlanceSync made, and under which name, because it was there when it was made.
 */
final class LifeWitness {
  private final SimulatedRegion region;
  private final Life life;
  private final Users users;
  private final Oddities oddities;
  private final Lives.Removals removals;
  private final Consumer<String> notes;

  private final Set<String> foreign;
  private final Map<String, String> made = new HashMap<>();
  private final Set<String> published = new HashSet<>();
  private final Map<String, Instant> hidden = new HashMap<>();

  /** By the names that have no selected image: since when. */
  private final Map<String, Instant> lost = new HashMap<>();

  private Map<String, Image> last;
  private Set<String> selected = Set.of();

  LifeWitness(
      SimulatedRegion region,
      Life life,
      Users users,
      Oddities oddities,
      Lives.Removals removals,
      Consumer<String> notes) {
    this.region = region;
    this.life = life;
    this.users = users;
    this.oddities = oddities;
    this.removals = removals;
    this.notes = notes;
    last = now();
    foreign = new HashSet<>(last.keySet());
    foreign.removeAll(oddities.twins());
    oddities.twins().stream()
        .filter(last::containsKey)
        .forEach(it -> made.put(it, last.get(it).name()));
  }

  SimulatedRegion region() {
    return region;
  }

  /** What GlanceSync made and the region has. */
  List<Image> ours() {
    return now().values().stream().filter(it -> made.containsKey(id(it)) && it.isActive()).toList();
  }

  /** People have changed images: those of the master that are selected are these now. */
  void begin(Set<String> names) {
    removals.selected(region, selected.size(), names.size());
    selected = Set.copyOf(names);
    last = now();
    lost.keySet().removeAll(names);
    made.values().stream()
        .filter(it -> !names.contains(it))
        .forEach(it -> lost.putIfAbsent(it, life.clock().instant()));
  }

  void look() {
    Map<String, Image> now = now();
    now.values().stream().filter(it -> !foreign.contains(id(it))).forEach(this::know);
    now.values().stream()
        .filter(it -> it.isActive() && !it.hidden())
        .forEach(it -> published.add(id(it)));
    for (Image before : last.values()) {
      if (before.isActive() || before.status().equals("deactivated")) {
        judge(before, now.get(id(before)), now);
      }
    }
    hidden.keySet().removeIf(it -> !now.containsKey(it) || !now.get(it).hidden());
    now.values().stream()
        .filter(Image::hidden)
        .forEach(it -> hidden.putIfAbsent(id(it), life.clock().instant()));
    last = now;
    Set.copyOf(made.values()).forEach(it -> count(it, now, 2));
  }

  /** All is in step. */
  void end() {
    selected.forEach(it -> count(it, now(), 1));
  }

  private void know(Image image) {
    made.putIfAbsent(id(image), image.name());
  }

  private void judge(Image before, Image after, Map<String, Image> now) {
    boolean isGone = after == null;
    boolean isHidden = !isGone && after.hidden() && !before.hidden();
    boolean isDeactivated = !isGone && before.isActive() && !after.isActive();
    if (!isGone && !isHidden && !isDeactivated) {
      return;
    }
    String name = made.get(id(before));
    if (name == null) {
      if (isDeactivated || !selected.contains(before.name())) {
        note("%s is not ours, and is out of use", before);
      }
    } else if (!selected.contains(name)) {
      withdrawn(before, name, isGone, isHidden, isDeactivated);
    } else if (isDeactivated) {
      note("%s is deactivated, although it is selected", before);
    } else if (isGone && life.rules().keepOld() > 0 && isPublished(before)) {
      long left = now.values().stream().filter(it -> counts(it, name)).count();
      if (left <= life.rules().keepOld()) {
        note("%s is deleted, and only " + left + " are left", before);
      }
    }
  }

  /** Whether it was once complete, and is no second copy. */
  private boolean isPublished(Image image) {
    return published.contains(id(image)) && !oddities.twins().contains(id(image));
  }

  private void withdrawn(
      Image before, String name, boolean isGone, boolean isHidden, boolean isDeactivated) {
    Mode mode = life.rules().mode();
    boolean isMeant =
        isDeactivated && mode == Mode.DEACTIVATE
            || isHidden && (mode == Mode.HIDE || mode == Mode.DELETE)
            || isGone && mode == Mode.DELETE;
    if (!isMeant) {
      note("%s is out of use otherwise than by " + mode.text(), before);
    }
    // what somebody only shows again looks like any copy
    boolean isRenamed = users.spared().contains(id(before)) && !before.name().equals(name);
    if (before.isProtected() || isRenamed) {
      note("%s is withdrawn, although somebody keeps it", before);
    }
    Duration grace = life.rules().grace();
    Instant since = isGone ? hidden.get(id(before)) : lost.get(name);
    if (since == null || life.clock().instant().isBefore(since.plus(grace))) {
      note("%s is withdrawn before its grace is over", before);
    }
    removals.removed(region, id(before)).ifPresent(it -> note(it, before));
  }

  private void count(String name, Map<String, Image> now, int more) {
    List<Image> all = now.values().stream().filter(it -> counts(it, name)).toList();
    int most = life.rules().keepOld() + more;
    long there = all.stream().filter(it -> isDeletable(it, now)).count();
    if (there > most) {
      note("%s: there are " + there + " of it, but at most " + most + " are kept", all.get(0));
    }
    List<Image> shown = all.stream().filter(it -> it.name().equals(name) && !it.hidden()).toList();
    if (shown.size() > 1 && shown.stream().noneMatch(it -> oddities.twins().contains(id(it)))) {
      note("two of ours are visible as %s", shown.get(0));
    }
  }

  /** Whether the image was seen under the name, or is kept of it. */
  private boolean counts(Image image, String name) {
    return name.equals(made.get(id(image)))
        && image.isActive()
        && published.contains(id(image))
        && !users.spared().contains(id(image))
        && !image.name().endsWith(CopyId.RENAMED)
        && !image.name().endsWith(CopyId.RETIRED);
  }

  private boolean isDeletable(Image image, Map<String, Image> now) {
    String id = id(image);
    return !oddities.twins().contains(id)
        && !oddities.inUse().contains(id)
        && !oddities.inUseForEver().contains(id)
        && now.values().stream().noneMatch(it -> it.properties().containsValue(id));
  }

  private Map<String, Image> now() {
    var now = new LinkedHashMap<String, Image>();
    region.images().forEach(it -> now.put(id(it), it));
    return now;
  }

  private static String id(Image image) {
    return image.id().value();
  }

  private void note(String what, Image image) {
    notes.accept(what.formatted("%s (%s)".formatted(image.name(), id(image))));
  }
}
