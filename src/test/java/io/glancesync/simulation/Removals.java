package io.glancesync.simulation;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What a run has withdrawn so far, all regions together, and whether it may. */
final class Removals {
  private final int most;
  private final Set<String> removed = new HashSet<>();
  private final Set<SimulatedRegion> narrowed = new HashSet<>();

  /**
   * @param most how many images a run may withdraw
   */
  Removals(int most) {
    this.most = most;
  }

  void beginRun() {
    removed.clear();
  }

  /** The rules select so many images for a region, after so many before. */
  void selected(SimulatedRegion region, int before, int now) {
    if (now * 2 < before) {
      narrowed.add(region);
    } else {
      narrowed.remove(region);
    }
  }

  /** Somebody confirms that the rules select what is meant. */
  void confirmed() {
    narrowed.clear();
  }

  /** An image is withdrawn; what is wrong with that, if anything. */
  Optional<String> removed(SimulatedRegion region, String id) {
    removed.add(region.name() + id);
    if (narrowed.contains(region)) {
      return Optional.of("%s is withdrawn, although nobody confirmed that so little is selected");
    }
    return removed.size() > most
        ? Optional.of("%s is withdrawn, and that is more than a run may withdraw")
        : Optional.empty();
  }
}
