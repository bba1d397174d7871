package io.glancesync.cli;

import io.glancesync.cli.display.Terminal;
import io.glancesync.cli.option.ExitCode;
import io.glancesync.cli.option.GlobalOptions;
import io.glancesync.cli.option.Version;
import io.glancesync.cli.run.CommandContext;
import io.glancesync.cli.run.EngineStarter;
import io.glancesync.config.source.Environment;
import io.glancesync.text.Printable;
import java.nio.file.Path;
import java.time.Clock;

/** The command line: from words to an exit code. */
public final class Program {
  private final EngineStarter starter;
  private final Environment environment;
  private final Path home;
  private final Terminal terminal;
  private final Clock clock;

  /**
   * @param home the folder that GlanceSync lies in
   */
  public Program(
      EngineStarter starter, Environment environment, Path home, Terminal terminal, Clock clock) {
    this.starter = starter;
    this.environment = environment;
    this.home = home;
    this.terminal = terminal;
    this.clock = clock;
  }

  /** Does what the words ask for and says how it went. */
  public int run(String... words) {
    int code = execute(words);
    terminal.out().flush();
    terminal.err().flush();
    return terminal
        .results()
        .failure()
        .map(
            reason -> {
              terminal
                  .err()
                  .println(Printable.of("glancesync: the result could not be written: " + reason));
              return ExitCode.FAILED;
            })
        .orElse(code);
  }

  private int execute(String... words) {
    if (Version.isAskedBy(words)) {
      terminal.out().println(Version.text());
      return ExitCode.DONE;
    }
    return new Commands(
            new CommandContext(new GlobalOptions(), starter, environment, home, terminal, clock))
        .execute(words);
  }
}
