package io.glancesync.cli;

import io.glancesync.cli.option.ExitCode;
import io.glancesync.cli.run.CommandContext;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code help}: the help of a command, also of one that belongs to another. */
@Command(
    name = "help",
    description = "Display help information about the specified command.",
    helpCommand = true)
final class HelpCommand implements Callable<Integer> {
  private final CommandContext invocation;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "COMMAND",
      description = "The command, such as sync, or dead-letters retry. None means all commands.")
  private List<String> words = new ArrayList<>();

  HelpCommand(CommandContext invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    CommandLine command = spec.commandLine().getParent();
    for (String word : words) {
      command = subcommand(command, word);
    }
    command.setColorScheme(spec.commandLine().getColorScheme());
    command.usage(invocation.out());
    return ExitCode.DONE;
  }

  private CommandLine subcommand(CommandLine command, String word) {
    CommandLine found = command.getSubcommands().get(word);
    if (found == null) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "unknown subcommand '%s'.".formatted(word));
    }
    return found;
  }
}
