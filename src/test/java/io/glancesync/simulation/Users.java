package io.glancesync.simulation;

import io.glancesync.embedded.glance.Content;
import io.glancesync.image.Image;
import io.glancesync.image.UserProperties;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * People to whom images mean something: those who look after the master's, and those who work with
 * what regions have.
 */
final class Users {
  private final SimulatedWorld world;
  private final Dice dice;
  private final Oddities oddities;
  private final boolean mayUseForEver;
  private final Set<String> spared = new HashSet<>();
  private final List<String> words = new ArrayList<>();
  private int contents = 100;

  /** Requests until somebody claims an image while a run is at work. */
  private int requestsLeft = Integer.MAX_VALUE;

  /**
   * @param oddities is told which images are in use
   */
  Users(SimulatedWorld world, Life life, Oddities oddities) {
    this.world = world;
    this.dice = life.dice();
    this.oddities = oddities;
    // what is in use counts for the guard in each run, so that a few of them would leave no room
    mayUseForEver = life.rules().mostRemoved() >= 10;
  }

  /** Images that somebody wants to keep: whatever a run makes of them is up to them. */
  Set<String> spared() {
    return spared;
  }

  /** Some images of the master become others, and some in the regions are used or claimed. */
  String change(List<LifeWitness> regions) {
    words.clear();
    requestsLeft = dice.chance(30) ? dice.between(1, 60) : Integer.MAX_VALUE;
    world.master().images().forEach(this::change);
    for (String name : SimulatedWorld.NAMES) {
      if (world.master().images().stream().noneMatch(it -> it.name().equals(name))
          && dice.chance(25)) {
        add(name);
      }
    }
    for (LifeWitness region : regions) {
      region.ours().forEach(it -> claim(region.region(), it));
    }
    return String.join("; ", words);
  }

  /**
   * Before a run reads something: somebody may protect an image that is about to be withdrawn.
   *
   * @return what happens; empty when nothing does
   */
  Optional<String> meanwhile(Stage stage) {
    if (requestsLeft-- > 0) {
      return Optional.empty();
    }
    for (Expected expected : stage.regions()) {
      for (Image image : expected.region().images()) {
        if (expected.isWithdrawn(image) && !refersToOthers(image)) {
          requestsLeft = Integer.MAX_VALUE;
          String id = image.id().value();
          expected.region().glance().set(id, "protected", true);
          expected.keep(id);
          spared.add(id);
          return Optional.of(
              "  somebody protects %s (%s) in %s"
                  .formatted(image.name(), id, expected.region().name()));
        }
      }
    }
    return Optional.empty();
  }

  /** What it refers to would have to stay as well. */
  private static boolean refersToOthers(Image image) {
    return image.properties().containsKey(UserProperties.KERNEL_ID)
        || image.properties().containsKey(UserProperties.RAMDISK_ID);
  }

  private void change(Image image) {
    String id = image.id().value();
    int number = dice.between(1, 100);
    if (number <= 45) {
      replace(image);
    } else if (number <= 53) {
      set(image, "status", image.isActive() ? "deactivated" : "active");
    } else if (number <= 61) {
      set(image, "visibility", image.isPublic() ? "private" : "public");
    } else if (number <= 69) {
      words.add(image.name() + " is deleted");
      world.master().glance().remove(id);
    } else if (number <= 76) {
      set(image, "name", renamed(image.name()));
    } else if (!image.isActive()) {
      set(image, "status", "active");
    } else if (number <= 82) {
      set(image, "nid", dice.oneOf("1", "2"));
    }
  }

  private String renamed(String name) {
    if (name.endsWith("_obsolete")) {
      return name.replace("_obsolete", "");
    }
    return dice.chance(50) ? name + "_obsolete" : name + "-" + dice.between(1, 9);
  }

  private void set(Image image, String field, String value) {
    words.add("%s: %s = %s".formatted(image.name(), field, value));
    world.master().glance().set(image.id().value(), field, value);
  }

  /** It is uploaded anew, and those that refer to it mostly follow. */
  private void replace(Image image) {
    words.add(image.name() + " has other content");
    String id = dice.uuid();
    world.replaceMaster(image, id, this::content);
    for (Image other : world.master().images()) {
      other
          .properties()
          .forEach(
              (key, value) -> {
                if (value.equals(image.id().value()) && dice.chance(85)) {
                  world.master().glance().set(other.id().value(), key, id);
                }
              });
    }
  }

  private void add(String name) {
    words.add(name + " is new");
    Map<String, Object> fields = new HashMap<>();
    fields.put("id", dice.uuid());
    fields.put("name", name);
    fields.put("owner", world.master().projectId());
    fields.put("visibility", "public");
    fields.put("nid", "1");
    world.master().glance().add(fields, content());
  }

  private Content content() {
    return Content.synthetic(contents++, dice.oneOf(1, 900, 70_000));
  }

  private void claim(SimulatedRegion region, Image image) {
    String id = image.id().value();
    if (dice.chance(12)) {
      int times = mayUseForEver ? dice.oneOf(1, 2, 3, Oddities.FOR_EVER) : dice.oneOf(1, 2, 3);
      oddities.keepInUse(region, id, times);
      words.add("%s (%s) in %s is in use".formatted(image.name(), id, region.name()));
    } else if (dice.chance(5)) {
      spared.add(id);
      boolean isProtected = dice.chance(50);
      region
          .glance()
          .set(
              id,
              isProtected ? "protected" : "name",
              isProtected ? true : "kept-" + image.name() + "-" + id);
      words.add("somebody keeps %s (%s) in %s".formatted(image.name(), id, region.name()));
    }
  }
}
