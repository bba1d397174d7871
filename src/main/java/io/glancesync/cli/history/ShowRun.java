package io.glancesync.cli.history;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.glancesync.cli.option.ExitCode;
import io.glancesync.cli.option.ListFormat;
import io.glancesync.cli.run.CommandContext;
import io.glancesync.cli.run.RunAtWork;
import io.glancesync.error.RefusedException;
import io.glancesync.file.ReportJson;
import io.glancesync.report.RunReportStore;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code runs show}: all that is known about one run. */
@Command(
    name = "show",
    description =
        "Shows who began a run, what it did in each region, what failed and why, and its warnings.")
public final class ShowRun implements Callable<Integer> {
  private static final String LAST = "last";
  private static final String REMEDY = "glancesync runs list shows the runs";

  private final CommandContext invocation;

  @Parameters(
      paramLabel = "RUN",
      description = "A run's id, or enough of its beginning; last means the run that ended last.")
  private String run;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "table (the default: text for a person), or json (the report as it is stored).")
  private ListFormat format = ListFormat.TABLE;

  public ShowRun(CommandContext invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    // asked first, so that a run that ends meanwhile is found among the reports
    Optional<RunAtWork> present = invocation.runAtWork();
    RunReportStore runs = invocation.reports();
    List<String> past = runs.ids();
    Optional<RunAtWork> atWork = present.filter(it -> isUnreported(it, past));
    String id = run.equals(LAST) ? last(past) : only(atWork, past);
    if (past.contains(id)) {
      show(runs, id);
    } else {
      atWork.ifPresent(this::show);
    }
    return ExitCode.DONE;
  }

  private static boolean isUnreported(RunAtWork atWork, List<String> past) {
    return atWork.id().stream().noneMatch(past::contains);
  }

  private static String last(List<String> past) {
    return past.stream()
        .findFirst()
        .orElseThrow(
            () ->
                new RefusedException(
                    "No past run has left a report",
                    "each run leaves one when it ends, except a dry run"));
  }

  private String only(Optional<RunAtWork> atWork, List<String> past) {
    List<String> found =
        Stream.concat(atWork.flatMap(RunAtWork::id).stream(), past.stream())
            .filter(it -> it.startsWith(run))
            .toList();
    if (found.isEmpty()) {
      throw new RefusedException("No run has the id '%s'".formatted(run), REMEDY);
    }
    if (found.size() > 1) {
      throw new RefusedException(
          "'%s' begins the ids of %d runs, from %s to %s"
              .formatted(run, found.size(), found.get(found.size() - 1), found.get(0)),
          "write more of it");
    }
    return found.get(0);
  }

  private void show(RunReportStore runs, String id) {
    switch (format) {
      case TABLE -> RunText.lines(existing(runs.report(id))).forEach(invocation::print);
      case JSON -> invocation.out().print(existing(runs.text(id)));
    }
  }

  private static <T> T existing(Optional<T> report) {
    return report.orElseThrow(
        () -> new RefusedException("The report was deleted just now", REMEDY));
  }

  private void show(RunAtWork atWork) {
    RunRow row = RunRow.of(atWork, invocation.clock().instant());
    switch (format) {
      case TABLE -> RunText.lines(row, atWork).forEach(invocation::print);
      case JSON -> invocation.out().print(json(row, atWork));
    }
  }

  private static String json(RunRow row, RunAtWork atWork) {
    ObjectNode node = row.node();
    node.set("open", atWork.node().path("transfers"));
    return ReportJson.text(node);
  }
}
