package io.glancesync.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** Plays seeds one after the other, each in a folder of its own. */
final class Seeds {
  private static final Path STORIES = Path.of("target", "simulation");

  private final Path folder;
  private final Breakage breakage;

  /**
   * @param breakage what is other than delivered
   */
  Seeds(Path folder, Breakage breakage) {
    this.folder = folder;
    this.breakage = breakage;
  }

  /**
   * What came of some seeds.
   *
   * @param failures a line for each seed in which something was that must not be
   */
  record Result(int played, List<String> failures) {}

  /** Plays so many seeds, unless time is up before. */
  Result play(long first, int count, Duration time, int enoughFailures) {
    Instant end = Instant.now().plus(time);
    ExecutorService runner = Executors.newCachedThreadPool();
    var failures = new ArrayList<String>();
    int played = 0;
    for (long seed = first; seed < first + count; seed++) {
      if (Instant.now().isAfter(end) || failures.size() >= enoughFailures) {
        break;
      }
      play(seed, runner, failures);
      played++;
    }
    runner.shutdownNow();
    return new Result(played, failures);
  }

  private void play(long seed, ExecutorService runner, List<String> failures) {
    Path home = folder.resolve("seed-" + seed);
    try {
      Files.createDirectories(home);
      var simulation = new Simulation(seed, home, breakage, runner);
      simulation.play();
      if (!simulation.violations().isEmpty()) {
        Path story = Files.createDirectories(STORIES).resolve("seed-" + seed + ".txt");
        String what = String.join("\n", simulation.violations());
        Files.writeString(story, simulation.story() + "\n\n" + what + "\n");
        failures.add("seed %d (%s): %s".formatted(seed, story, what));
      }
      delete(home);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.deleteIfExists(file);
      }
    }
  }
}
