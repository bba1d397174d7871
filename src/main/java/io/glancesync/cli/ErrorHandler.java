package io.glancesync.cli;

import io.glancesync.cli.display.StackTrace;
import io.glancesync.cli.option.ExitCode;
import io.glancesync.cli.run.CommandContext;
import io.glancesync.config.source.ConfigurationException;
import io.glancesync.error.FileErrors;
import io.glancesync.error.RefusedException;
import io.glancesync.error.UnreachableException;
import io.glancesync.file.UnusableFileException;
import io.glancesync.region.NearestName;
import io.glancesync.region.UnknownRegionException;
import io.glancesync.text.Redaction;
import java.io.UncheckedIOException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what went wrong, in one sentence on the error stream, and chooses the exit code. */
final class ErrorHandler implements IParameterExceptionHandler, IExecutionExceptionHandler {
  private final CommandContext invocation;

  ErrorHandler(CommandContext invocation) {
    this.invocation = invocation;
  }

  @Override
  public int handleParseException(ParameterException error, String[] words) {
    CommandLine command = error.getCommandLine();
    if (words.length == 0) {
      command.usage(invocation.terminal().err());
      return ExitCode.WRONG_USAGE;
    }
    invocation.complain(text(error));
    invocation.say("Try: " + command.getCommandSpec().qualifiedName() + " --help");
    return ExitCode.WRONG_USAGE;
  }

  private static String text(ParameterException error) {
    if (error instanceof UnmatchedArgumentException unmatched) {
      return text(unmatched, unmatched.getUnmatched().get(0));
    }
    String message = error.getMessage();
    return message.substring(0, 1).toLowerCase() + message.substring(1);
  }

  private static String text(UnmatchedArgumentException error, String word) {
    CommandSpec command = error.getCommandLine().getCommandSpec();
    if (error.isUnknownOption()) {
      String option = word.replaceFirst("=.*", "");
      return "there is no option '%s'%s"
          .formatted(option, NearestName.hint(option, longOptions(command)));
    }
    return command.subcommands().isEmpty()
        ? "there is no use here for '%s'".formatted(word)
        : "there is no command '%s'%s"
            .formatted(word, NearestName.hint(word, command.subcommands().keySet()));
  }

  private static List<String> longOptions(CommandSpec command) {
    return command.optionsMap().keySet().stream().filter(it -> it.startsWith("--")).toList();
  }

  @Override
  public int handleExecutionException(Exception error, CommandLine command, ParseResult words) {
    if (invocation.options().isDebug()) {
      StackTrace.of(error).forEach(invocation.terminal().err()::println);
    }
    if (error instanceof ConfigurationException
        || error instanceof UnknownRegionException
        || error instanceof UnusableFileException) {
      invocation.complainAtLength(error.getMessage());
      return ExitCode.WRONG_USAGE;
    }
    if (error instanceof UnreachableException) {
      invocation.complain(error.getMessage());
      return ExitCode.UNREACHABLE;
    }
    if (error instanceof RefusedException) {
      invocation.complain(error.getMessage());
      return ExitCode.FAILED;
    }
    if (error instanceof UncheckedIOException file) {
      boolean isTold = !file.getCause().toString().equals(file.getMessage());
      invocation.complain(isTold ? file.getMessage() : FileErrors.text(file.getCause()));
      return ExitCode.FAILED;
    }
    invocation.complain(
        "this is an error in GlanceSync itself, not in what you did: %s%s"
            .formatted(
                Redaction.OF_PLACES.of(error.toString()),
                invocation.options().isDebug() ? "" : "; --debug shows where it happened"));
    return ExitCode.FAILED;
  }
}
