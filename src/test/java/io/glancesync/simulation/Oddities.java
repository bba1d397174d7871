package io.glancesync.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import io.glancesync.embedded.glance.Content;
import io.glancesync.embedded.glance.Hashes;
import io.glancesync.embedded.glance.Quirks;
import io.glancesync.embedded.http.Fault;
import io.glancesync.embedded.http.Operation;
import io.glancesync.image.Image;
import io.glancesync.plan.CopyId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes a world unusual, before anything happens and between runs. */
final class Oddities {
  /** A property that a region adds on its own. */
  static final String STICKY = "vendor_trait";

  static final int FOR_EVER = Integer.MAX_VALUE;

  private final SimulatedWorld world;
  private final Dice dice;
  private final Set<Oddity> drawn;
  private final List<String> words = new ArrayList<>();
  private final Set<String> twins = new HashSet<>();
  private final Set<String> inUse = new HashSet<>();
  private final Set<String> inUseForEver = new HashSet<>();

  /**
   * @param impossible what does not go with the rest of the world
   */
  Oddities(SimulatedWorld world, Dice dice, Set<Oddity> impossible) {
    this.world = world;
    this.dice = dice;
    drawn = Oddity.draw(dice);
    drawn.removeAll(impossible);
    if (drawn.contains(Oddity.SHARED_ADDRESS)) {
      // what is done under one name of a region is not expected under the other
      drawn.retainAll(Set.of(Oddity.SHARED_ADDRESS));
    }
    for (Oddity oddity : drawn) {
      // in dice of its own: a world keeps its other oddities when one is left out
      make(oddity, new Dice(dice.between(0, Integer.MAX_VALUE - 1)));
    }
  }

  private void make(Oddity oddity, Dice dice) {
    SimulatedRegion region = dice.oneOf(world.regions());
    switch (oddity) {
      case LOST_AFTER_STORING -> loseAnswers(region, dice);
      case SAVING_AFTER_204 ->
          onUpload(region, dice, 204, Fault.storedLater(204, dice.between(1, 6)));
      case NO_RANGE -> refuseRange(dice);
      case NO_EXPECT -> {
        region.glance().quirks().refuseHeader("Expect", 417);
        words.add("%s refuses Expect".formatted(region.name()));
      }
      case NO_FILTER -> refuseFilter(dice.chance(25) ? world.master() : region, dice);
      case IN_USE -> keepInUse(region, dice.oneOf(1, 1, 2, 3, FOR_EVER), 70, dice);
      case STICKY_PROPERTY -> addProperty(region, dice);
      case NO_HASHES -> forgetHashes(region, dice);
      case TWINS -> addTwins(region, dice);
      case SHARED_ADDRESS -> {
        world.alias(region, region.name().region() + "-2");
        words.add("%s has a second name".formatted(region.name()));
      }
      case KEPT_BY_SOMEBODY -> keepInUse(region, dice.oneOf(1, 2, 5), 100, dice);
      case CHANGED_MASTER -> words.add("the master changes");
    }
  }

  private void loseAnswers(SimulatedRegion region, Dice dice) {
    if (dice.chance(50)) {
      onUpload(region, dice, 0, Fault.lostAnswer());
    } else {
      onUpload(region, dice, 504, Fault.storedLater(504, dice.between(1, 6)));
    }
  }

  private void onUpload(SimulatedRegion region, Dice dice, int status, Fault fault) {
    int skip = dice.between(0, 2);
    int times = dice.oneOf(1, 2, 5, FOR_EVER);
    world
        .cloud()
        .faults()
        .on(Operation.UPLOAD)
        .in(region.glance().region())
        .skip(skip)
        .times(times)
        .then(fault);
    words.add(
        "uploads to %s are stored and answered with %s, %d times after %d"
            .formatted(region.name(), status == 0 ? "nothing" : status, times, skip));
  }

  private void refuseRange(Dice dice) {
    int status = dice.oneOf(400, 416);
    String master = world.master().glance().region();
    world.master().glance().quirks().refuseHeader("Range", status);
    world
        .cloud()
        .faults()
        .on(Operation.DOWNLOAD)
        .in(master)
        .skip(dice.between(0, 2))
        .times(dice.between(1, 2))
        .then(Fault.resetAfterSending(dice.oneOf(800, 60_000, 300_000)));
    words.add("the master refuses Range with %d, and a download breaks".formatted(status));
  }

  private void refuseFilter(SimulatedRegion region, Dice dice) {
    String parameter = dice.oneOf("name", "name", "status", "limit");
    region.glance().quirks().refuseParameter(parameter, 400);
    words.add("%s refuses the parameter %s".formatted(region.name(), parameter));
  }

  private void keepInUse(SimulatedRegion region, int times, int percent, Dice dice) {
    world.replaceAny(region, dice);
    for (Image image : region.images()) {
      if (dice.chance(percent)) {
        keepInUse(region, image.id().value(), times);
      }
    }
    words.add("%s: images are in use %d times".formatted(region.name(), times));
  }

  private void addProperty(SimulatedRegion region, Dice dice) {
    Quirks.Removal drawn = dice.oneOf(Quirks.Removal.values());
    // of another project's image a refusal is a failure, as it may mean all of the image
    boolean isOurs = region.images().stream().allMatch(it -> it.belongsTo(region.projectId()));
    Quirks.Removal removal = isOurs ? drawn : Quirks.Removal.IGNORED;
    region.glance().quirks().addProperty(STICKY, "on", removal);
    words.add("%s adds a property; its removal is %s".formatted(region.name(), removal));
  }

  private void forgetHashes(SimulatedRegion region, Dice dice) {
    forgetHashes(world.master(), 60, dice);
    if (dice.chance(50)) {
      forgetHashes(region, 40, dice);
    }
    if (dice.chance(30)) {
      region.glance().compute(dice.oneOf(Hashes.NONE, Hashes.MD5));
    }
    words.add("the master forgot hashes, perhaps %s too".formatted(region.name()));
  }

  private static void forgetHashes(SimulatedRegion region, int percent, Dice dice) {
    for (Image image : region.images()) {
      if (dice.chance(percent)) {
        forgetHashes(region, image.id().value());
      }
    }
  }

  private static void forgetHashes(SimulatedRegion region, String id) {
    for (String field : List.of("checksum", "os_hash_algo", "os_hash_value")) {
      region.glance().set(id, field, null);
    }
  }

  private void addTwins(SimulatedRegion region, Dice dice) {
    for (JsonNode json : world.master().glance().images()) {
      Image image = world.master().image(json);
      if (image.isActive() && dice.chance(40)) {
        for (int counter : List.of(0, 1)) {
          addCopy(region, image, counter);
        }
        words.add("%s has two copies of %s".formatted(region.name(), image.name()));
      }
    }
  }

  /** A copy as an earlier run has left it. */
  private void addCopy(SimulatedRegion region, Image master, int counter) {
    Map<String, Object> fields = new HashMap<>(master.properties());
    fields.keySet().removeAll(List.of("kernel_id", "ramdisk_id"));
    fields.put("id", CopyId.of(region.name(), master, counter).value());
    fields.put("name", master.name());
    fields.put("owner", region.projectId());
    fields.put("visibility", master.visibility().text());
    fields.put("min_ram", master.minRam());
    fields.put("tags", master.tags());
    Content content = world.master().glance().content(master.id().value());
    twins.add(region.glance().add(fields, content));
  }

  boolean has(Oddity oddity) {
    return drawn.contains(oddity);
  }

  /**
   * So many times the region refuses to delete the image. What is in use for ever remains so: a run
   * that could delete it after all would find less to do than was foreseen.
   *
   * @param times {@link #FOR_EVER} for each time
   */
  void keepInUse(SimulatedRegion region, String id, int times) {
    if (inUseForEver.contains(id)) {
      return;
    }
    region.glance().quirks().keepInUse(id, times);
    if (times == FOR_EVER) {
      inUse.remove(id);
      inUseForEver.add(id);
    } else {
      inUse.add(id);
    }
  }

  /** Images that a run cannot delete yet. */
  Set<String> inUse() {
    return inUse;
  }

  /** Copies of images that have a second one. */
  Set<String> twins() {
    return twins;
  }

  /** Images that no run can delete. */
  Set<String> inUseForEver() {
    return inUseForEver;
  }

  /** Dice for what happens later. */
  Dice later() {
    return dice;
  }

  @Override
  public String toString() {
    return drawn + (words.isEmpty() ? "" : " " + String.join("; ", words));
  }
}
