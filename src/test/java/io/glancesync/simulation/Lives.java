package io.glancesync.simulation;

import io.glancesync.embedded.http.Operation;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The lives of the images in all regions: what changes them, and who watches. */
final class Lives {
  private final Life life;
  private final Users users;
  private final Removals removals;
  private final List<LifeWitness> witnesses;
  private int changesLeft;

  /**
   * @param violations is told what must not be seen
   */
  Lives(SimulatedWorld world, Life life, Oddities oddities, Consumer<String> violations) {
    this.life = life;
    users = new Users(world, life, oddities);
    removals = new Removals(life.rules().mostRemoved());
    changesLeft = life.changes();
    witnesses =
        world.regions().stream()
            .map(
                it ->
                    new LifeWitness(
                        it,
                        life,
                        users,
                        oddities,
                        removals,
                        what -> violations.accept("in %s %s".formatted(it.name(), what))))
            .toList();
  }

  /** The master is as it will be for a while. */
  void begin(Stage stage) {
    for (LifeWitness witness : witnesses) {
      stage.regions().stream()
          .filter(it -> it.region().equals(witness.region()))
          .forEach(it -> witness.begin(it.selected()));
    }
  }

  synchronized void beginRun(boolean isConfirming) {
    // the last run's last request is seen only now
    witnesses.forEach(LifeWitness::look);
    removals.beginRun();
    if (isConfirming) {
      removals.confirmed();
    }
  }

  /**
   * Before every request.
   *
   * @return what somebody does at this moment; empty for nothing
   */
  synchronized Optional<String> see(Operation operation, Stage stage) {
    life.request();
    witnesses.forEach(LifeWitness::look);
    boolean isReading = operation == Operation.LIST || operation == Operation.SHOW;
    return isReading ? users.meanwhile(stage) : Optional.empty();
  }

  /** All is in step. */
  synchronized void end() {
    witnesses.forEach(LifeWitness::look);
    witnesses.forEach(LifeWitness::end);
  }

  boolean hasMoreChanges() {
    return changesLeft > 0;
  }

  /** People change the master and what they have in the regions. */
  String change() {
    changesLeft--;
    return users.change(witnesses);
  }

  /** What a run has withdrawn so far, all regions together, and whether it may. */
  static final class Removals {
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

  /** What somebody keeps is theirs. */
  void spare(Stage stage) {
    stage.regions().forEach(it -> users.spared().addAll(it.kept().keySet()));
  }
}
