package io.glancesync.cli.explain;

import io.glancesync.cli.display.UnreachedRegions;
import io.glancesync.cli.option.ExitCode;
import io.glancesync.cli.option.ListFormat;
import io.glancesync.cli.option.OptionTexts;
import io.glancesync.cli.run.CommandContext;
import io.glancesync.cli.run.RunView;
import io.glancesync.cli.run.Runner;
import io.glancesync.config.Configuration;
import io.glancesync.deadletter.DeadLetter;
import io.glancesync.plan.State;
import io.glancesync.planner.Explanation;
import io.glancesync.planner.NextStep;
import io.glancesync.region.PausedRegions;
import io.glancesync.region.RegionName;
import io.glancesync.region.RegionPause;
import io.glancesync.report.RunReport;
import io.glancesync.run.Confirmation;
import io.glancesync.run.RunRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code explain}: why an image is, or is not, in a region. */
@Command(
    name = "explain",
    description = "Explains why an image is, or is not, in a region, and what a run would do.",
    footer = {
      "%nExit code: " + ExitCode.TEXT + ". 1 also if no region and not the master has the image.",
      "%nExamples:",
      "  glancesync explain base_ubuntu               in all regions of the target master",
      "  glancesync explain '*ubuntu*' Burgos other:  all that match, in some regions"
    })
public final class ExplainCommand implements Callable<Integer> {
  private final CommandContext invocation;

  @Parameters(
      index = "0",
      paramLabel = "IMAGE",
      description =
          "Name of the image, in which * stands for any characters and ? for one; or its id in the"
              + " master.")
  private String image;

  @Parameters(index = "1..*", paramLabel = "REGION", description = OptionTexts.REGIONS)
  private List<String> regions = new ArrayList<>();

  @Option(names = "--format", paramLabel = "FORMAT", description = "table (the default) or json.")
  private ListFormat format = ListFormat.TABLE;

  public ExplainCommand(CommandContext invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    Configuration configuration = invocation.configuration();
    var collector = new ExplanationCollector(image);
    RunView look;
    try (Runner runner = invocation.runner(configuration)) {
      look =
          runner.run(
              new RunRequest(regions, true, configuration.maxChildren())
                  .confirming(Confirmation.PAUSED_REGIONS),
              collector);
    }
    PausedRegions paused = invocation.paused();
    List<DeadLetter> letters = invocation.deadLetters().all();
    List<Explanation> explanations =
        collector.in(look.order()).stream()
            .map(it -> failed(it, letters))
            .map(it -> paused.of(it.region()).map(pause -> leftOut(it, pause)).orElse(it))
            .toList();
    List<RunReport> reports = LastChange.reports(invocation.reports());
    if (format == ListFormat.JSON) {
      invocation.out().print(ExplanationJson.text(explanations, letters, reports, this::next));
    } else {
      explanations.forEach(
          it -> ExplanationText.lines(it, letters, reports, next(it)).forEach(invocation::print));
    }
    invocation.out().flush();
    UnreachedRegions.regions(look.report())
        .forEach(region -> invocation.complain(UnreachedRegions.reason(region)));
    int code = UnreachedRegions.exitCodeOfLook(look.report());
    boolean isNowhere = explanations.stream().allMatch(ExplainCommand::isNowhere);
    return code == ExitCode.DONE && isNowhere ? ExitCode.FAILED : code;
  }

  private static Explanation leftOut(Explanation explanation, RegionPause pause) {
    RegionName region = explanation.region();
    String resume = "glancesync resume " + ShellWord.of("" + pause.region());
    return explanation.leftOut(
        region + " is paused",
        "%s has been %s".formatted(region, pause.text()),
        new NextStep.Act(
            "nothing %s%s; to resume it now: %s"
                .formatted(pause.end(), afterwards(explanation), resume)));
  }

  private static String afterwards(Explanation explanation) {
    if (!(explanation.next() instanceof NextStep.NextRun)) {
      return "";
    }
    return explanation.state().filter(State.PENDING_UPLOAD::equals).isPresent()
        ? "; the next run then copies it"
        : "; the next run then does it";
  }

  /** What failed for good is tried again once its remedy is done. A guard has to be asked first. */
  private static Explanation failed(Explanation explanation, List<DeadLetter> letters) {
    return letters.stream()
        .filter(
            it ->
                explanation.hindrance().isEmpty()
                    || explanation.next() instanceof NextStep.AwaitRetry)
        .filter(it -> it.region().equals(explanation.region()))
        .filter(it -> it.image().equals(explanation.image()))
        .findFirst()
        .map(
            it ->
                explanation.withNext(
                    new NextStep.Act(
                        "%s; then: glancesync dead-letters retry %s"
                            .formatted(it.remedy(), it.id()))))
        .orElse(explanation);
  }

  private String next(Explanation explanation) {
    return new NextText(
            invocation.keysOf(explanation.region()), invocation.propertiesFile().toString())
        .of(explanation);
  }

  private static boolean isNowhere(Explanation explanation) {
    return explanation.master().isEmpty() && explanation.others().isEmpty();
  }
}
