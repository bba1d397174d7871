package io.glancesync;

import io.glancesync.cli.Program;
import io.glancesync.cli.display.Terminal;
import io.glancesync.cli.run.Engine;
import io.glancesync.cli.run.EngineStarter;
import io.glancesync.config.Configuration;
import io.glancesync.config.source.ConfigurationException;
import io.glancesync.config.source.Environment;
import io.glancesync.property.KnownProperties;
import io.glancesync.run.Progress;
import io.glancesync.text.Printable;
import io.glancesync.time.Clocks;
import io.glancesync.time.Ticker;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** The entry point of the command line. */
public final class GlanceSync {
  private static final int FAILED = 1;
  private static final int WRONG_CONFIGURATION = 2;

  private GlanceSync() {}

  /**
   * Does what the arguments ask for; the exit code reports the result (specification, section 8).
   *
   * @param words the arguments after the program's name
   */
  public static void main(String[] words) {
    Thread.setDefaultUncaughtExceptionHandler(GlanceSync::died);
    System.exit(run(words));
  }

  private static int run(String[] words) {
    Path home = Path.of(System.getProperty("glancesync.home", "")).toAbsolutePath();
    try {
      Log.configure(home, System.getenv());
    } catch (ConfigurationException e) {
      Printable.lines("glancesync: " + e.getMessage()).forEach(System.err::println);
      return WRONG_CONFIGURATION;
    }
    int code = program(home, Environment.ofThisProcess()).run(words);
    return Boolean.getBoolean(ArchiveTraining.PROPERTY)
        ? code + new ArchiveTraining().run(it -> program(home, it))
        : code;
  }

  private static Program program(Path home, Environment environment) {
    return new Program(
        new CamelStarter(home), environment, home, Terminal.ofThisProcess(), Clock.systemUTC());
  }

  /** Starts Camel with the routes of a folder. */
  private record CamelStarter(Path home) implements EngineStarter {
    @Override
    public Engine start(
        Configuration configuration, Map<String, String> properties, Progress progress) {
      return engine(
          configuration, properties.isEmpty() ? properties : alone(properties), progress, false);
    }

    @Override
    public Engine startService(Configuration configuration, Progress progress) {
      return engine(configuration, Map.of(), progress, true);
    }

    /** With all defaults, so that nobody's webhook, say, is told of an example. */
    private static Map<String, String> alone(Map<String, String> properties) {
      var all = new HashMap<>(KnownProperties.standards());
      all.putAll(properties);
      return all;
    }

    private Engine engine(
        Configuration configuration,
        Map<String, String> properties,
        Progress progress,
        boolean isService) {
      var clocks = new Clocks(Clock.systemUTC(), Ticker.REAL);
      return new CamelEngine(home, configuration, properties, progress, clocks, isService);
    }
  }

  /**
   * Ends the process when the main thread dies, or any thread dies of an {@link Error}. Other
   * threads would keep the process alive, and wait for the dead thread in vain. The journal has the
   * open work.
   */
  private static void died(Thread thread, Throwable problem) {
    Printable.lines(
            "glancesync: this is an error in GlanceSync itself, not in what you did: %s in thread %s"
                .formatted(problem, thread.getName()))
        .forEach(System.err::println);
    if (problem instanceof Error || thread.getName().equals("main")) {
      Runtime.getRuntime().halt(FAILED);
    }
  }
}
