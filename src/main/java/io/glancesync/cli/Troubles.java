package io.glancesync.cli;

import io.glancesync.config.ConfigurationException;
import io.glancesync.file.FileTrouble;
import io.glancesync.file.UnusableFileException;
import io.glancesync.openstack.RefusedException;
import io.glancesync.openstack.UnreachableException;
import io.glancesync.region.UnknownRegionException;
import java.io.UncheckedIOException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what went wrong, in one sentence on the error stream, and chooses the exit code. */
final class Troubles implements IParameterExceptionHandler, IExecutionExceptionHandler {
  private final Invocation invocation;

  Troubles(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public int handleParseException(ParameterException trouble, String[] words) {
    CommandLine command = trouble.getCommandLine();
    invocation.complain(text(trouble));
    invocation.say("Try: " + command.getCommandSpec().qualifiedName() + " --help");
    return ExitCode.WRONG_USAGE;
  }

  private static String text(ParameterException trouble) {
    if (trouble instanceof UnmatchedArgumentException unmatched) {
      String word = unmatched.getUnmatched().get(0);
      String kind = unmatched.isUnknownOption() ? "option" : "command";
      return "there is no %s '%s'%s".formatted(kind, word, meant(unmatched.getSuggestions()));
    }
    String message = trouble.getMessage();
    return message.substring(0, 1).toLowerCase() + message.substring(1);
  }

  private static String meant(List<String> suggestions) {
    return suggestions.isEmpty()
        ? ""
        : "; did you mean '" + String.join("' or '", suggestions) + "'?";
  }

  @Override
  public int handleExecutionException(Exception trouble, CommandLine command, ParseResult words) {
    if (invocation.options().isDebug()) {
      trouble.printStackTrace(invocation.terminal().err());
    }
    if (trouble instanceof ConfigurationException
        || trouble instanceof UnknownRegionException
        || trouble instanceof UnusableFileException) {
      invocation.complain(trouble.getMessage());
      return ExitCode.WRONG_USAGE;
    }
    if (trouble instanceof UnreachableException) {
      invocation.complain(trouble.getMessage());
      return ExitCode.UNREACHABLE;
    }
    if (trouble instanceof RefusedException) {
      invocation.complain(trouble.getMessage());
      return ExitCode.FAILED;
    }
    if (trouble instanceof UncheckedIOException file) {
      invocation.complain(FileTrouble.text(file.getCause()));
      return ExitCode.FAILED;
    }
    invocation.complain(
        "this is an error in GlanceSync itself, not in what you did: %s%s"
            .formatted(
                trouble,
                invocation.options().isDebug() ? "" : "; --debug shows where it happened"));
    return ExitCode.FAILED;
  }
}
