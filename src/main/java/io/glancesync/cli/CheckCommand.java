package io.glancesync.cli;

import io.glancesync.cli.display.HumanReadable;
import io.glancesync.cli.option.ExitCode;
import io.glancesync.cli.run.CommandContext;
import io.glancesync.cli.run.Engine;
import io.glancesync.config.Configuration;
import io.glancesync.config.Loaded;
import io.glancesync.config.source.ConfigurationException;
import io.glancesync.report.Check;
import io.glancesync.report.Check.CheckStatus;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code check}: whether runs can work. */
@Command(
    name = "check",
    description =
        "Checks whether runs can work: signs in to each target, lists each region, looks at rights,"
            + " clocks, free space, routes and configuration. One line per check.",
    footer = {
      "%nExit code: " + ExitCode.TEXT + ". A warning is not a failure.",
      "%nExamples:",
      "  glancesync check",
      "  glancesync check | grep -v '^ok'     what needs attention",
      "  glancesync check --try               proves that public images can be published"
    })
final class CheckCommand implements Callable<Integer> {
  private final CommandContext invocation;

  @Option(
      names = "--try",
      description =
          "Create a public image, hidden and without content, in each region but the master, and"
              + " delete it at once; otherwise the right to publish is judged by our roles.")
  private boolean trying;

  CheckCommand(CommandContext invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    Loaded loaded = invocation.load();
    Check file = file(loaded);
    Engine starting;
    try {
      starting = invocation.engine(loaded.configuration());
    } catch (ConfigurationException e) {
      print(List.of(Check.failed(subject(e.getMessage()), e.getMessage()), file));
      return ExitCode.WRONG_USAGE;
    }
    List<Check> checks;
    try (Engine engine = starting) {
      checks = Stream.concat(engine.check(trying).stream(), Stream.of(file)).toList();
    }
    print(checks);
    return exitCode(checks);
  }

  /** A setting that cannot be used is named by its file or its variable. */
  private static String subject(String problem) {
    return problem.startsWith("conf/application.properties:") || problem.startsWith("$GLANCESYNC_")
        ? "settings"
        : "routes";
  }

  private Check file(Loaded loaded) {
    Configuration configuration = loaded.configuration();
    String text =
        "%s, %s"
            .formatted(
                invocation.configurationPlace(),
                HumanReadable.of(configuration.targets().size(), "target"));
    int warnings = loaded.warnings().size();
    return warnings == 0
        ? Check.ok("conf", text)
        : Check.warning("conf", "%s, %s".formatted(text, HumanReadable.of(warnings, "warning")));
  }

  private void print(List<Check> checks) {
    new CheckLines(invocation.isColored()).of(checks).forEach(invocation.out()::println);
  }

  private static int exitCode(List<Check> checks) {
    List<CheckStatus> verdicts = checks.stream().map(Check::verdict).toList();
    if (verdicts.contains(CheckStatus.UNREACHABLE)) {
      return ExitCode.UNREACHABLE;
    }
    return verdicts.contains(CheckStatus.FAILED) ? ExitCode.FAILED : ExitCode.DONE;
  }
}
