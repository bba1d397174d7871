package io.glancesync;

import io.glancesync.cli.Program;
import io.glancesync.cli.Terminal;
import io.glancesync.config.Surroundings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/** Where the command line begins. */
public final class GlanceSync {
  private GlanceSync() {}

  /**
   * Does what the words ask for; the exit code says how it went (specification, section 8).
   *
   * @param words what follows the program's name on the command line
   */
  public static void main(String[] words) {
    Path home = Path.of(System.getProperty("glancesync.home", "")).toAbsolutePath();
    configureLog(home.resolve("conf/log4j2.properties"));
    var program =
        new Program(
            (configuration, properties, progress) ->
                new CamelEngine(home, configuration, properties, progress, Clock.systemUTC()),
            Surroundings.ofThisProcess(),
            home,
            Terminal.ofThisProcess(),
            Clock.systemUTC());
    System.exit(program.run(words));
  }

  /** Without a file, log4j would write to where results belong. */
  private static void configureLog(Path file) {
    if (System.getProperty("log4j2.configurationFile") == null && Files.exists(file)) {
      System.setProperty("log4j2.configurationFile", file.toUri().toString());
    }
  }
}
