package io.glancesync.cli.letters;

import io.glancesync.cli.display.Display;
import io.glancesync.cli.display.UnreachedRegions;
import io.glancesync.cli.option.ExitCode;
import io.glancesync.cli.run.CommandContext;
import io.glancesync.cli.run.Interruption;
import io.glancesync.cli.run.Runner;
import io.glancesync.config.Configuration;
import io.glancesync.deadletter.DeadLetter;
import io.glancesync.deadletter.DeadLetterStore;
import io.glancesync.deadletter.Resolution;
import io.glancesync.deadletter.Retry;
import io.glancesync.report.RunReport;
import io.glancesync.run.Progress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code dead-letters retry}: tries them again, at once. */
@Command(
    name = "retry",
    description =
        "Tries again what failed, and nothing else: one run that plans afresh. What is done, in step"
            + " meanwhile or no longer wanted is closed; the rest stays. While the service is in the"
            + " middle of a run, it does this afterwards.",
    footer = "%nExit code: " + ExitCode.TEXT + ".")
public final class RetryLetters implements Callable<Integer> {
  private final CommandContext invocation;

  @Mixin private LetterChoice choice;

  public RetryLetters(CommandContext invocation) {
    this.invocation = invocation;
  }

  /** What the run makes of the letters. */
  private static final class ResolutionCollector implements Progress {
    private final Map<String, Resolution> byId = new ConcurrentHashMap<>();

    @Override
    public void resolved(Resolution resolution) {
      byId.put(resolution.letter().id(), resolution);
    }
  }

  @Override
  public Integer call() {
    DeadLetterStore letters = invocation.deadLetters();
    List<DeadLetter> all = letters.all();
    List<DeadLetter> chosen = choice.of(all, LetterRow::of);
    if (chosen.isEmpty()) {
      invocation.say(choice.ofNone(all));
      return ExitCode.DONE;
    }
    if (invocation.isServiceBusy()) {
      letters.request(chosen);
      invocation.say(
          "a run is under way; the service tries them again when it has ended"
              + (invocation.isNarrowed() ? ", by its own rules and without --config" : ""));
      return ExitCode.DONE;
    }
    Configuration configuration = invocation.configuration();
    var judgements = new ResolutionCollector();
    RunReport report = retry(configuration, chosen, judgements);
    for (DeadLetter letter : chosen) {
      String outcome =
          Optional.ofNullable(judgements.byId.get(letter.id()))
              .map(RetryLetters::words)
              .orElseGet(() -> withoutResolution(letter, report));
      invocation.print("%s: %s".formatted(LetterText.name(letter), outcome));
    }
    return ExitCode.of(report);
  }

  private RunReport retry(
      Configuration configuration, List<DeadLetter> letters, ResolutionCollector judgements) {
    try (Display display = invocation.display()) {
      return Interruption.explained(
          display::say,
          () -> {
            try (Runner runner = invocation.runner(configuration)) {
              return runner.retry(new Retry(letters, invocation.isNarrowed()), display, judgements);
            }
          });
    }
  }

  private static String words(Resolution resolution) {
    return switch (resolution.verdict()) {
      case DONE -> "done";
      case RESOLVED -> "resolved, " + resolution.why();
      case LAPSED -> "no longer applies: " + resolution.why();
      case STAYS -> "failed again: " + resolution.why();
      case HELD -> "not retried: " + resolution.why();
    };
  }

  /** The run did not come to judge it. */
  private static String withoutResolution(DeadLetter letter, RunReport report) {
    return report.regions().stream()
        .filter(it -> it.region().equals(letter.region()))
        .map(
            it ->
                (it.outcome().isFailure() ? "failed again: " : "not retried: ")
                    + UnreachedRegions.reason(it))
        .findFirst()
        .orElse("failed again: its region was not processed");
  }
}
