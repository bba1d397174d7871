package io.glancesync.cli.letters;

import io.glancesync.cli.option.ExitCode;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code dead-letters}: the transfers that failed. */
@Command(
    name = DeadLettersCommand.NAME,
    description =
        "The transfers that failed for good. A later run that brings their images in step closes"
            + " them by itself.",
    footer = {
      "%nExit code: " + ExitCode.TEXT + ". To list and to show is never a failure.",
      "%nExamples:",
      "  glancesync dead-letters list                     what failed",
      "  glancesync dead-letters show 3f2a                why, and what to do",
      "  glancesync dead-letters retry --region Burgos    try again what failed there",
      "  glancesync dead-letters discard 3f2a             forget one of them"
    })
public final class DeadLettersCommand implements Runnable {
  public static final String NAME = "dead-letters";

  @Spec private CommandSpec spec;

  /** Without a command of its own there is nothing to do. */
  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "say what to do with dead letters: list, show, retry or discard");
  }
}
