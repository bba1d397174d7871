package io.glancesync.cli;

import io.glancesync.cli.display.HeldBackSummary;
import io.glancesync.cli.display.PendingDecisions;
import io.glancesync.cli.display.UnreachedRegions;
import io.glancesync.cli.option.ExitCode;
import io.glancesync.cli.option.Format;
import io.glancesync.cli.option.OptionTexts;
import io.glancesync.cli.run.CommandContext;
import io.glancesync.cli.run.ImageOptions;
import io.glancesync.cli.run.RunView;
import io.glancesync.cli.run.Runner;
import io.glancesync.cli.run.StateRow;
import io.glancesync.config.Configuration;
import io.glancesync.plan.Plan;
import io.glancesync.plan.Refusal;
import io.glancesync.plan.Warning;
import io.glancesync.region.PausedRegions;
import io.glancesync.region.RegionName;
import io.glancesync.region.RegionPause;
import io.glancesync.report.RegionResult;
import io.glancesync.report.RunReport;
import io.glancesync.run.Confirmation;
import io.glancesync.run.RunRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code status}: the state of each selected image in each region. */
@Command(
    name = "status",
    description = "Shows the state of each selected image in each region, smallest image first.",
    footer = {
      "%nExit code: " + ExitCode.TEXT + ". Work to do is not a failure without --fail-if-pending.",
      "%nExamples:",
      "  glancesync status",
      "  glancesync status Burgos --format csv | grep -v '^ok,'"
    })
final class StatusCommand implements Callable<Integer> {
  private final CommandContext invocation;

  @Parameters(paramLabel = "REGION", description = OptionTexts.REGIONS)
  private List<String> regions = new ArrayList<>();

  @Mixin private final ImageOptions images = new ImageOptions();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "table (the default), csv (lines state,region,image), or json.")
  private Format format = Format.TABLE;

  @Option(names = "--fail-if-pending", description = "Exit with 1 if a run would do anything.")
  private boolean failIfPending;

  private PausedRegions paused = PausedRegions.NONE;

  StatusCommand(CommandContext invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    Configuration configuration = invocation.configuration();
    invocation.sayWhatIsInHand();
    RunView look;
    try (Runner runner = invocation.runner(configuration)) {
      look =
          runner.run(
              new RunRequest(
                  regions,
                  true,
                  configuration.maxChildren(),
                  Set.of(Confirmation.PAUSED_REGIONS),
                  images.scope(),
                  invocation.isNarrowed()));
    }
    paused = invocation.paused();
    print(look);
    invocation.out().flush();
    RunReport report = look.report();
    UnreachedRegions.regions(report)
        .forEach(region -> invocation.complain(UnreachedRegions.reason(region)));
    Optional<String> problem = images.problem(look);
    problem.ifPresent(invocation::complain);
    int code = UnreachedRegions.exitCodeOfLook(report);
    boolean hasFailed =
        problem.isPresent() || failIfPending && isAnythingPending(unpaused(look.plans()));
    return code == ExitCode.DONE && hasFailed ? ExitCode.FAILED : code;
  }

  /** A run does nothing in a region that is paused. */
  private List<Plan> unpaused(List<Plan> plans) {
    return plans.stream().filter(it -> paused.of(it.region()).isEmpty()).toList();
  }

  /** The regions that this is about and that are paused, each with its pause. */
  private Map<RegionName, RegionPause> paused(RunReport report) {
    var found = new LinkedHashMap<RegionName, RegionPause>();
    for (RegionResult it : report.regions()) {
      paused.of(it.region()).ifPresent(pause -> found.put(it.region(), pause));
    }
    return found;
  }

  private List<String> pauses(RunReport report) {
    return paused(report).entrySet().stream()
        .map(
            it ->
                "%s is paused %s (%s)"
                    .formatted(it.getKey(), it.getValue().end(), it.getValue().reason()))
        .toList();
  }

  /** Whether a run would do something, or would if nothing held it back. */
  private static boolean isAnythingPending(List<Plan> plans) {
    return plans.stream()
        .anyMatch(it -> it.steps().findAny().isPresent() || it.withheld().findAny().isPresent());
  }

  private void print(RunView look) {
    List<Plan> plans = look.plans();
    RunReport report = look.report();
    switch (format) {
      case TABLE -> {
        look.states(invocation.stateColors()).forEach(invocation.out()::println);
        new StatusSections(plans).lines().forEach(invocation::print);
        PendingDecisions.lines(toDecide(report)).forEach(invocation::print);
        impossible(plans).forEach(it -> invocation.print("Impossible: " + it));
        heldBack(plans).forEach(invocation::print);
        pauses(report).forEach(invocation::print);
      }
      case CSV -> {
        StateRow.of(plans).forEach(row -> invocation.out().println(row.csv()));
        report.warnings().forEach(it -> invocation.warn(PendingDecisions.sentence(it)));
        impossible(plans).forEach(invocation::warn);
        heldBack(plans).forEach(invocation::warn);
        pauses(report).forEach(it -> invocation.say("note: " + it));
      }
      case JSON -> {
        invocation
            .out()
            .print(StatusJson.text(plans, report, paused(report), invocation.runAtWork()));
        HeldBackSummary.reasons(plans).forEach(invocation::warn);
      }
    }
  }

  /** What is withdrawn has a section of its own. */
  private static List<Warning> toDecide(RunReport report) {
    return report.warnings().stream().filter(it -> it.code() != Warning.Code.WITHDRAWN).toList();
  }

  private static List<String> impossible(List<Plan> plans) {
    return plans.stream().flatMap(plan -> plan.refusals().stream()).map(Refusal::reason).toList();
  }

  private static List<String> heldBack(List<Plan> plans) {
    var lines = new ArrayList<String>();
    for (Plan plan : plans) {
      HeldBackSummary.steps(plan)
          .ifPresent(steps -> lines.add("Held back in %s: %s".formatted(plan.region(), steps)));
    }
    lines.addAll(HeldBackSummary.reasons(plans));
    plans.forEach(
        plan -> plan.waiting().forEach(it -> lines.add("Waiting: " + it.forecastWithRemedy())));
    return lines;
  }
}
