package io.glancesync.cli.history;

import io.glancesync.cli.run.CommandContext;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code runs}: past runs, and the present one. Alone it lists them. */
@Command(
    name = RunsCommand.NAME,
    description =
        "What past runs did and who began them, and whether one is at work now. Alone, it lists"
            + " them as runs list does.",
    footer = {
      "%nExit code: 0 also if runs failed; 1 the run is unknown, or its report cannot be read;"
          + " 2 wrong usage or configuration.",
      "%nExamples:",
      "  glancesync runs list                 the last 20 runs",
      "  glancesync runs show last            what the last one did",
      "  glancesync runs show 20261123T0002   the beginning of an id is enough"
    })
public final class RunsCommand implements Callable<Integer> {
  public static final String NAME = "runs";

  private final CommandContext invocation;

  public RunsCommand(CommandContext invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    return new ListRuns(invocation).call();
  }
}
