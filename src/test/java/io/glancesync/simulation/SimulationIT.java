package io.glancesync.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many seeds, or until time is up. {@code -Dsimulation.first}, {@code -Dsimulation.seeds} and
 * {@code -Dsimulation.minutes} say which. A seed that fails leaves its story in {@code
 * target/simulation}, and does the same when it is played alone.
 */
class SimulationIT {
  private static final long FIRST = Long.getLong("simulation.first", 1);
  private static final int SEEDS = Integer.getInteger("simulation.seeds", 50);
  private static final int MINUTES = Integer.getInteger("simulation.minutes", 1);

  @Test
  void whatever_goes_wrong_every_region_ends_as_the_rules_want_it(@TempDir Path folder) {
    Seeds.Result result =
        new Seeds(folder, Breakage.NONE).play(FIRST, SEEDS, Duration.ofMinutes(MINUTES), SEEDS);

    System.out.printf(
        "simulation: %d seeds from %d on, %d with a violation%n",
        result.played(), FIRST, result.failures().size());
    assertThat(result.played()).isPositive();
    assertThat(result.failures()).isEmpty();
  }
}
