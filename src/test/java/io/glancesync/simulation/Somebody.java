package io.glancesync.simulation;

import io.glancesync.image.Image;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** People who change images between runs: in the master, and what runs have put aside. */
final class Somebody {
  private final SimulatedWorld world;
  private final Dice dice;

  Somebody(SimulatedWorld world, Dice dice) {
    this.world = world;
    this.dice = dice;
  }

  /** Wants to keep images that a run has put aside for good, and tells the model so. */
  List<String> keep(List<Expected> regions) {
    var words = new ArrayList<String>();
    for (Expected expected : regions) {
      for (Image aside : expected.aside()) {
        if (dice.chance(60)) {
          words.add(keep(expected, aside));
        }
      }
    }
    return words;
  }

  private String keep(Expected expected, Image aside) {
    String id = aside.id().value();
    String how = dice.oneOf("protected", "renamed", "shown");
    Map<String, Object> changes =
        switch (how) {
          case "protected" -> Map.of("protected", true);
          case "renamed" -> Map.of("name", "kept-" + aside.name(), "os_hidden", false);
          default -> Map.of("os_hidden", false);
        };
    changes.forEach((field, value) -> expected.region().glance().set(id, field, value));
    expected.keep(id);
    return "%s (%s) in %s is %s by somebody"
        .formatted(aside.name(), id, expected.region().name(), how);
  }

  /** Changes some of the master's images. */
  List<String> changeMaster() {
    var words = new ArrayList<String>();
    for (Image image : world.master().images()) {
      if (dice.chance(50)) {
        words.add(image.name() + ": " + change(image.id().value()));
      } else if (dice.chance(15)) {
        world.replaceMaster(image, dice);
        words.add(image.name() + " has other content");
      }
    }
    return words;
  }

  private String change(String id) {
    String field =
        dice.oneOf(
            "tags", "tags", "min_disk", "min_ram", "os_hidden", "protected", "nid", "visibility");
    Object value =
        switch (field) {
          case "tags" -> dice.oneOf(List.of(), List.of("b", "c"), List.of("d"));
          case "min_disk" -> dice.between(0, 3);
          case "min_ram" -> 256 * dice.between(0, 2);
          case "protected" -> dice.chance(60);
          // what was hidden and is shown now was not published: its copy is made visible, not
          // replaced
          case "os_hidden" -> true;
          case "nid" -> dice.oneOf("3", "4");
          default -> dice.oneOf("public", "community", "private");
        };
    world.master().glance().set(id, field, value);
    return field + " = " + value;
  }
}
