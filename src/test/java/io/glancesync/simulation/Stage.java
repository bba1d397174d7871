package io.glancesync.simulation;

import io.glancesync.config.Configuration;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * A part of a world's time in which the master stays as it is: what should come of each region, and
 * who watches.
 */
record Stage(List<Expected> regions, Witness witness) {

  /**
   * Begins with what is there now.
   *
   * @param crashes how often GlanceSync has died so far
   */
  static Stage begin(
      SimulatedWorld world, Configuration configuration, Oddities oddities, IntSupplier crashes) {
    List<Expected> regions =
        world.allRegions().stream()
            .map(
                it ->
                    new Expected(
                        world.master(), it, configuration.targetOf(it.name()).policy(), oddities))
            .toList();
    int before = crashes.getAsInt();
    IntSupplier allowedArrivals = () -> 1 + crashes.getAsInt() - before;
    return new Stage(regions, new Witness(world.master(), regions, allowedArrivals));
  }

  /** What is left that a later run can delete. */
  List<String> waiting() {
    return regions.stream().flatMap(it -> it.waiting().stream()).toList();
  }
}
