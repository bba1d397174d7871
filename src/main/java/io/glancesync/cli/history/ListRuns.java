package io.glancesync.cli.history;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.glancesync.cli.option.ExitCode;
import io.glancesync.cli.option.ListFormat;
import io.glancesync.cli.run.CommandContext;
import io.glancesync.cli.run.RunAtWork;
import io.glancesync.file.ReportJson;
import io.glancesync.report.RunReportStore;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code runs list}: one line each. */
@Command(
    name = "list",
    description = "Lists the run that is at work, if there is one, and past runs, newest first.")
public final class ListRuns implements Callable<Integer> {
  private static final int STANDARD = 20;

  private final CommandContext invocation;

  @Spec private CommandSpec spec;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "List at most N past runs. Default: " + STANDARD + ".")
  private int limit = STANDARD;

  @Option(names = "--format", paramLabel = "FORMAT", description = "table (the default), or json.")
  private ListFormat format = ListFormat.TABLE;

  public ListRuns(CommandContext invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    if (limit < 1) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "option --limit: '%d' is not a number above 0".formatted(limit));
    }
    List<RunRow> rows = rows();
    switch (format) {
      case TABLE ->
          RunRow.table(invocation.stateColors()).lines(rows).forEach(invocation.out()::println);
      case JSON -> invocation.out().print(json(rows));
    }
    return ExitCode.DONE;
  }

  private List<RunRow> rows() {
    // asked first, so that a run that ends meanwhile is found among the reports
    Optional<RunAtWork> atWork = invocation.runAtWork();
    RunReportStore runs = invocation.reports();
    List<String> ids = runs.ids();
    Stream<RunRow> present =
        atWork.filter(it -> ids.stream().limit(1).noneMatch(it::isReportedAs)).stream()
            .map(it -> RunRow.of(it, invocation.clock().instant()));
    Stream<RunRow> past = ids.stream().flatMap(id -> row(runs, id).stream()).limit(limit);
    return Stream.concat(present, past).toList();
  }

  private Optional<RunRow> row(RunReportStore runs, String id) {
    try {
      return runs.report(id).map(RunRow::of);
    } catch (UncheckedIOException e) {
      invocation.warn(e.getMessage());
      return Optional.empty();
    }
  }

  private static String json(List<RunRow> rows) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ArrayNode nodes = root.putArray("runs");
    rows.forEach(it -> nodes.add(it.node()));
    return ReportJson.text(root);
  }
}
