package io.glancesync.cli;

import io.glancesync.config.Surroundings;
import io.glancesync.transfer.ErrorClass;
import java.nio.file.Path;
import java.time.Clock;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** The command line: from words to an exit code. */
public final class Program {
  private final Invocation invocation;

  /**
   * @param home the folder that GlanceSync lies in
   */
  public Program(
      EngineStarter starter, Surroundings surroundings, Path home, Terminal terminal, Clock clock) {
    invocation = new Invocation(new GlobalOptions(), starter, surroundings, home, terminal, clock);
  }

  /** Does what the words ask for and says how it went. */
  public int run(String... words) {
    int code = commandLine().execute(words);
    Terminal terminal = invocation.terminal();
    terminal.out().flush();
    terminal.err().flush();
    return terminal
        .results()
        .failure()
        .map(
            reason -> {
              invocation.complain("the result could not be written: " + reason);
              return ExitCode.FAILED;
            })
        .orElse(code);
  }

  private CommandLine commandLine() {
    var commandLine =
        new CommandLine(invocation.options())
            .addSubcommand(new SyncCommand(invocation))
            .addSubcommand(new StatusCommand(invocation))
            .addSubcommand(new RegionsCommand(invocation))
            .addSubcommand(new BackupCommand(invocation))
            .addSubcommand(new RehearseCommand(invocation))
            .addSubcommand(new CheckCommand(invocation))
            .addSubcommand(new ServeCommand(invocation))
            .addSubcommand(new DeadLettersCommand())
            .addSubcommand(new DemoCommand(invocation))
            .addSubcommand(new CompletionCommand(invocation))
            .addSubcommand(new CommandLine.HelpCommand());
    commandLine
        .getSubcommands()
        .get(DeadLettersCommand.NAME)
        .addSubcommand(new ListLetters(invocation))
        .addSubcommand(new ShowLetters(invocation))
        .addSubcommand(new RetryLetters(invocation))
        .addSubcommand(new DiscardLetters(invocation));
    // set here and not inherited, as other commands have their own or none
    commandLine.getCommandSpec().usageMessage().footer(GlobalOptions.FOOTER);
    var troubles = new Troubles(invocation);
    return commandLine
        .setOut(invocation.terminal().out())
        .setErr(invocation.terminal().err())
        .registerConverter(Format.class, new Choice<>(Format.class))
        .registerConverter(LetterFormat.class, new Choice<>(LetterFormat.class))
        .registerConverter(ErrorClass.class, new Choice<>(ErrorClass.class))
        .registerConverter(Color.class, new Choice<>(Color.class))
        .setExecutionStrategy(this::execute)
        .setParameterExceptionHandler(troubles)
        .setExecutionExceptionHandler(troubles);
  }

  private int execute(ParseResult words) {
    var ansi = Ansi.valueOf(invocation.isColored());
    words.commandSpec().commandLine().setColorScheme(CommandLine.Help.defaultColorScheme(ansi));
    return new RunLast().execute(words);
  }
}
