package io.glancesync.simulation;

import io.glancesync.StartedEngine;
import io.glancesync.cli.run.Engine;
import io.glancesync.config.Configuration;
import io.glancesync.deadletter.DeadLetter;
import io.glancesync.deadletter.DeadLetterStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** GlanceSync as it is started, dies, and is started again with the files that it has left. */
final class SimulatedProcess implements AutoCloseable {
  private static final int LATEST_REQUEST = 50;

  private final Path folder;
  private final Configuration configuration;
  private final UnaryOperator<String> routes;
  private final Map<String, String> properties;
  private final Clock clock;
  private final Crash crash = new Crash();

  private int number;
  private int crashes;
  private int died;
  private Path home;
  private Path left;
  private StartedEngine engine;

  /**
   * @param folder gets a folder for each start
   * @param routes changes the text of a route file
   * @param properties settings of the application
   */
  SimulatedProcess(
      Path folder,
      Configuration configuration,
      UnaryOperator<String> routes,
      Map<String, String> properties,
      Clock clock) {
    this.folder = folder;
    this.configuration = configuration;
    this.routes = routes;
    this.properties = properties;
    this.clock = clock;
    crash.none();
  }

  /** From now on it dies so often: once in each life, until there are no more. */
  void crashes(int times) {
    crashes = times;
    if (times == 0) {
      crash.none();
    }
  }

  /** Starts it if it does not live. */
  void start(Dice dice) {
    if (engine != null) {
      return;
    }
    home = folder.resolve("process-" + number++);
    if (left != null) {
      Crash.copy(left, home.resolve("var"));
    }
    engine = new StartedEngine(home, configuration, routes, properties, clock);
    crash.none();
    mayDie(dice);
  }

  /** If it is to die again, it is decided when. */
  void mayDie(Dice dice) {
    if (engine != null && crashes > 0) {
      crashes--;
      crash.plan(home.resolve("var"), dice.between(1, LATEST_REQUEST));
    }
  }

  /** It makes a request. */
  void request() {
    crash.request();
  }

  /** Whether it died in the last run. */
  boolean isDead() {
    return crash.hasHappened();
  }

  /** Clears up after a death. */
  void bury() {
    died++;
    left = crash.legacy();
    close();
  }

  /** How often it has died so far. */
  int died() {
    return died;
  }

  Engine engine() {
    return engine.engine();
  }

  List<DeadLetter> letters() {
    return new DeadLetterStore(home.resolve("var"), clock).all();
  }

  @Override
  public void close() {
    if (engine != null) {
      engine.close();
      engine = null;
    }
  }
}
