package io.glancesync;

import io.glancesync.cli.Program;
import io.glancesync.cli.Terminal;
import io.glancesync.config.ConfigurationException;
import io.glancesync.config.Surroundings;
import io.glancesync.text.Printable;
import java.nio.file.Path;
import java.time.Clock;

/** Where the command line begins. */
public final class GlanceSync {
  private static final int WRONG_CONFIGURATION = 2;

  private GlanceSync() {}

  /**
   * Does what the words ask for; the exit code says how it went (specification, section 8).
   *
   * @param words what follows the program's name on the command line
   */
  public static void main(String[] words) {
    Path home = Path.of(System.getProperty("glancesync.home", "")).toAbsolutePath();
    try {
      Log.configure(home, System.getenv());
    } catch (ConfigurationException e) {
      Printable.lines("glancesync: " + e.getMessage()).forEach(System.err::println);
      System.exit(WRONG_CONFIGURATION);
    }
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
}
