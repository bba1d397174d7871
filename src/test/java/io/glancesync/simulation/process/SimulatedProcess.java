package io.glancesync.simulation.process;

import io.glancesync.StartedEngine;
import io.glancesync.cli.run.Engine;
import io.glancesync.config.Configuration;
import io.glancesync.deadletter.DeadLetter;
import io.glancesync.store.RuntimeStores;
import io.glancesync.store.RuntimeStores.StoreSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.IntBinaryOperator;
import java.util.function.UnaryOperator;

/** GlanceSync as it is started, dies, and is started again with the files that it has left. */
public final class SimulatedProcess implements AutoCloseable {
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
  public SimulatedProcess(
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
  public void crashes(int times) {
    crashes = times;
    if (times == 0) {
      crash.none();
    }
  }

  /**
   * Starts it if it does not live.
   *
   * @param dice draws a number from the first to the last
   */
  public void start(IntBinaryOperator dice) {
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

  /**
   * If it is to die again, it is decided when.
   *
   * @param dice draws a number from the first to the last
   */
  public void mayDie(IntBinaryOperator dice) {
    if (engine != null && crashes > 0) {
      crashes--;
      crash.plan(home.resolve("var"), dice.applyAsInt(1, LATEST_REQUEST));
    }
  }

  /** It makes a request. */
  public void request() {
    crash.request();
  }

  /** Whether it died in the last run. */
  public boolean isDead() {
    return crash.hasHappened();
  }

  /** Clears up after a death. */
  public void bury() {
    died++;
    left = crash.legacy();
    close();
  }

  /** How often it has died so far. */
  public int died() {
    return died;
  }

  public Engine engine() {
    return engine.engine();
  }

  public List<DeadLetter> letters() {
    return RuntimeStores.inFiles(home.resolve("var"), clock, StoreSettings.NONE).letters().all();
  }

  @Override
  public void close() {
    if (engine != null) {
      engine.close();
      engine = null;
    }
  }
}
