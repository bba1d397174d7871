package io.glancesync.cli;

import io.glancesync.cli.option.ExitCode;
import io.glancesync.cli.run.CommandContext;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code completion}: what makes bash and zsh complete our words. */
@Command(
    name = "completion",
    description = "Prints a script that makes bash and zsh complete commands and options.",
    footer = {"%nExamples:", "  source <(glancesync completion)"})
final class CompletionCommand implements Callable<Integer> {
  private final CommandContext invocation;

  @Spec private CommandSpec spec;

  CompletionCommand(CommandContext invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    CommandSpec root = spec.root();
    invocation.out().print(AutoComplete.bash(root.name(), root.commandLine()));
    return ExitCode.DONE;
  }
}
