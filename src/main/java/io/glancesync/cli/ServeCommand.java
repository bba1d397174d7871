package io.glancesync.cli;

import io.glancesync.cli.display.LogDisplay;
import io.glancesync.cli.option.ExitCode;
import io.glancesync.cli.run.CommandContext;
import io.glancesync.cli.run.Engine;
import io.glancesync.config.Configuration;
import io.glancesync.time.Ticker;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code serve}: the unattended service. */
@Command(
    name = "serve",
    description =
        "Does runs on schedule, unattended, until it is stopped. What it does is in the log, on"
            + " the error stream. Schedules are in conf/application.properties; routes/ and conf/ may"
            + " be edited while it runs.",
    footer = {
      "%nExit code: 0 when it was stopped (SIGTERM, SIGHUP or Ctrl-C): transfers under way then have some"
          + " time, and what is not through is finished or undone by the next run. "
          + ExitCode.WRONG_USAGE
          + " wrong usage or configuration; "
          + ExitCode.FAILED
          + " whatever else ends it, such as another service with the same data.",
      "%nExamples:",
      "  glancesync serve",
      "  glancesync check                     when the last run ended, and when the next is due"
    })
final class ServeCommand implements Callable<Integer> {
  private final CommandContext invocation;

  ServeCommand(CommandContext invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    Configuration configuration = invocation.load().configuration();
    try (var log = new LogDisplay(invocation.terminal(), Ticker.REAL);
        Engine engine = invocation.starter().startService(configuration, log)) {
      log.follow(engine.overview());
      engine.serve(invocation::read);
    }
    return ExitCode.DONE;
  }
}
