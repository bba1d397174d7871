package io.glancesync.cli;

import io.glancesync.cli.demo.DemoCommand;
import io.glancesync.cli.explain.ExplainCommand;
import io.glancesync.cli.history.ListRuns;
import io.glancesync.cli.history.RunsCommand;
import io.glancesync.cli.history.ShowRun;
import io.glancesync.cli.letters.DeadLettersCommand;
import io.glancesync.cli.letters.DiscardLetters;
import io.glancesync.cli.letters.ListLetters;
import io.glancesync.cli.letters.RetryLetters;
import io.glancesync.cli.letters.ShowLetters;
import io.glancesync.cli.option.Color;
import io.glancesync.cli.option.EnumConverter;
import io.glancesync.cli.option.Format;
import io.glancesync.cli.option.GlobalOptions;
import io.glancesync.cli.option.ListFormat;
import io.glancesync.cli.pause.PauseCommand;
import io.glancesync.cli.pause.ResumeCommand;
import io.glancesync.cli.remote.RemoteProgram;
import io.glancesync.cli.run.CommandContext;
import io.glancesync.error.ErrorClass;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** All commands, and what they have in common. */
record Commands(CommandContext invocation) {
  /** Does what the words ask for, and returns the exit code. */
  int execute(String... words) {
    return commandLine().execute(words);
  }

  private CommandLine commandLine() {
    var commandLine =
        new CommandLine(invocation.options())
            .addSubcommand(new SyncCommand(invocation))
            .addSubcommand(new StatusCommand(invocation))
            .addSubcommand(new ExplainCommand(invocation))
            .addSubcommand(new RollbackCommand(invocation))
            .addSubcommand(new RegionsCommand(invocation))
            .addSubcommand(new BackupCommand(invocation))
            .addSubcommand(new RehearseCommand(invocation))
            .addSubcommand(new CheckCommand(invocation))
            .addSubcommand(new ServeCommand(invocation))
            .addSubcommand(new PauseCommand(invocation))
            .addSubcommand(new ResumeCommand(invocation))
            .addSubcommand(new DeadLettersCommand())
            .addSubcommand(new RunsCommand(invocation))
            .addSubcommand(new DemoCommand(invocation))
            .addSubcommand(new CompletionCommand(invocation))
            .addSubcommand(new HelpCommand(invocation));
    commandLine
        .getSubcommands()
        .get(DeadLettersCommand.NAME)
        .addSubcommand(new ListLetters(invocation))
        .addSubcommand(new ShowLetters(invocation))
        .addSubcommand(new RetryLetters(invocation))
        .addSubcommand(new DiscardLetters(invocation));
    commandLine
        .getSubcommands()
        .get(RunsCommand.NAME)
        .addSubcommand(new ListRuns(invocation))
        .addSubcommand(new ShowRun(invocation));
    // set here and not inherited, as other commands have their own or none
    commandLine.getCommandSpec().usageMessage().footer(GlobalOptions.FOOTER);
    var problems = new ErrorHandler(invocation);
    return commandLine
        .setOut(invocation.terminal().out())
        .setErr(invocation.terminal().err())
        .registerConverter(Format.class, new EnumConverter<>(Format.class))
        .registerConverter(ListFormat.class, new EnumConverter<>(ListFormat.class))
        .registerConverter(ErrorClass.class, new EnumConverter<>(ErrorClass.class))
        .registerConverter(Color.class, new EnumConverter<>(Color.class))
        .setExecutionStrategy(this::execute)
        .setParameterExceptionHandler(problems)
        .setExecutionExceptionHandler(problems);
  }

  private int execute(ParseResult words) {
    var ansi = Ansi.valueOf(invocation.isColored());
    words.commandSpec().commandLine().setColorScheme(CommandLine.Help.defaultColorScheme(ansi));
    try {
      var remote = new RemoteProgram(invocation);
      if (remote.isAsked(words)) {
        return remote.execute(words);
      }
      return new RunLast().execute(words);
    } catch (Error e) {
      // nobody else would say it, and the process would live on without its main thread
      throw new ExecutionException(words.commandSpec().commandLine(), e.toString(), e);
    }
  }
}
