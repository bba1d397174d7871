package io.glancesync.cli;

import io.glancesync.config.Configuration;
import io.glancesync.plan.Plan;
import io.glancesync.plan.Refusal;
import io.glancesync.region.RegionName;
import io.glancesync.report.RegionResult;
import io.glancesync.report.RunReport;
import io.glancesync.transfer.RunRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code status}: the state of each selected image in each region. */
@Command(
    name = "status",
    description = "Shows the state of each selected image in each region, smallest image first.",
    footer = {
      "%nExit code: " + ExitCode.TEXT + ". Work to do is no failure.",
      "%nExamples:",
      "  glancesync status",
      "  glancesync status Burgos --format csv | grep -v '^ok,'"
    })
final class StatusCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Parameters(paramLabel = "REGION", description = Words.REGIONS)
  private List<String> regions = new ArrayList<>();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "table (the default), csv (lines state,region,image), or json.")
  private Format format = Format.TABLE;

  StatusCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    Configuration configuration = invocation.configuration();
    var plans = new Plans();
    RunReport report;
    try (Engine engine = invocation.start(configuration, plans)) {
      report = engine.run(new RunRequest(regions, true, configuration.maxChildren()));
    }
    List<RegionName> found = report.regions().stream().map(RegionResult::region).toList();
    Comparator<RegionName> order = RegionOrder.of(regions, found, configuration);
    print(plans.in(order), report);
    invocation.out().flush();
    Lost.regions(report).forEach(region -> invocation.complain(Lost.reason(region)));
    return Lost.exitCodeOfLook(report);
  }

  private void print(List<Plan> plans, RunReport report) {
    switch (format) {
      case TABLE -> {
        table().lines(StateRow.of(plans)).forEach(invocation.out()::println);
        Decisions.lines(report.warnings()).forEach(invocation.out()::println);
        impossible(plans).forEach(it -> invocation.out().println("Impossible: " + it));
      }
      case CSV -> {
        StateRow.of(plans).forEach(row -> invocation.out().println(row.csv()));
        report.warnings().forEach(it -> invocation.warn(Decisions.sentence(it)));
        impossible(plans).forEach(invocation::warn);
      }
      case JSON -> invocation.out().print(StatusJson.text(plans, report));
    }
  }

  private Table<StateRow> table() {
    return new Table<StateRow>(invocation.stateColors())
        .column("STATE", StateRow::state)
        .number("SIZE", row -> Amount.ofBytes(row.size()))
        .column("REGION", row -> row.region().toString())
        .column("IMAGE", StateRow::name);
  }

  private static List<String> impossible(List<Plan> plans) {
    return plans.stream().flatMap(plan -> plan.refusals().stream()).map(Refusal::reason).toList();
  }
}
