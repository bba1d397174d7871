package io.glancesync.cli.history;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.freva.asciitable.Styler;
import io.glancesync.cli.display.HumanReadable;
import io.glancesync.cli.display.Table;
import io.glancesync.cli.display.UnreachedRegions;
import io.glancesync.cli.run.RunAtWork;
import io.glancesync.overview.Pace;
import io.glancesync.overview.RunOverview;
import io.glancesync.overview.file.PresentRunJson;
import io.glancesync.region.RegionName;
import io.glancesync.report.RegionResult;
import io.glancesync.report.RunReport;
import io.glancesync.report.TransferResult;
import io.glancesync.report.TransferResult.TransferOutcome;
import io.glancesync.text.Moment;
import io.glancesync.transfer.Transfer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * A run in a list. What is not known is empty.
 *
 * @param started empty while it waits for its turn
 * @param finished empty while it is at work
 * @param took how long it took, or has been at work
 * @param by who began it; of a run that is at work, the process
 * @param outcome {@code running}, or as in the report
 * @param changes how many transfers were done
 * @param failed how many transfers were not, and how many regions could not be processed
 * @param pace how far its content is, while it is at work
 */
public record RunRow(
    Optional<String> run,
    Optional<Instant> started,
    Optional<Instant> finished,
    Duration took,
    Optional<String> by,
    String outcome,
    Optional<Long> changes,
    Optional<Long> failed,
    List<RegionName> regions,
    Optional<Pace> pace) {
  private static final String RUNNING = "running";
  static final String UNKNOWN = "-";
  private static final int MOST_REGIONS = 3;

  public static RunRow of(RunReport report) {
    return new RunRow(
        Optional.of(report.run()),
        Optional.of(report.started()),
        Optional.of(report.finished()),
        Duration.between(report.started(), report.finished()),
        report.begunBy(),
        report.outcome().text(),
        Optional.of(count(report, TransferOutcome.DONE)),
        Optional.of(
            count(report, TransferOutcome.FAILED) + UnreachedRegions.regions(report).size()),
        report.regions().stream().map(RegionResult::region).sorted().toList(),
        Optional.empty());
  }

  public static RunRow of(RunAtWork run, Instant now) {
    return new RunRow(
        run.id(),
        Optional.of(run.since()),
        Optional.empty(),
        // the clock may have been set back
        now.isAfter(run.since()) ? Duration.between(run.since(), now) : Duration.ZERO,
        Optional.of(run.by()),
        RUNNING,
        run.overview().map(RunOverview::changes),
        run.overview().map(RunOverview::failed),
        run
            .overview()
            .map(RunOverview::regions)
            .filter(it -> !it.isEmpty())
            .orElseGet(() -> run.open().stream().map(Transfer::region).distinct().toList())
            .stream()
            .sorted()
            .toList(),
        run.overview().map(RunOverview::pace).filter(it -> it.size() > 0));
  }

  /** {@code changed}, or {@code running, 38 %, 8 s left}. */
  private String outcomeText() {
    var text = new StringBuilder(outcome);
    pace.ifPresent(it -> text.append(", %d %%".formatted(it.percent())));
    pace.flatMap(Pace::left)
        .ifPresent(it -> text.append(", %s left".formatted(HumanReadable.ofTime(it))));
    return text.toString();
  }

  String tookText() {
    return started.isEmpty() ? UNKNOWN : HumanReadable.ofTime(took);
  }

  private static long count(RunReport report, TransferOutcome outcome) {
    return report.transfers().stream().map(TransferResult::outcome).filter(outcome::equals).count();
  }

  /** The list for a person. */
  public static Table<RunRow> table(Styler styler) {
    return new Table<RunRow>(styler)
        .column("RUN", it -> it.run().orElse(UNKNOWN))
        .column("BEGAN", it -> it.started().map(Moment::of).orElse(UNKNOWN))
        .number("TOOK", RunRow::tookText)
        .column("BY", it -> it.by().orElse(UNKNOWN))
        .column("OUTCOME", RunRow::outcomeText)
        .number("CHANGES", it -> text(it.changes()))
        .number("FAILED", it -> text(it.failed()))
        .column("REGIONS", RunRow::someRegions);
  }

  private static String text(Optional<Long> count) {
    return count.map(String::valueOf).orElse(UNKNOWN);
  }

  private String someRegions() {
    List<String> names = regions.stream().map(RegionName::toString).toList();
    String first = String.join(", ", names.subList(0, Math.min(MOST_REGIONS, names.size())));
    if (names.size() > MOST_REGIONS) {
      return "%s and %d more".formatted(first, names.size() - MOST_REGIONS);
    }
    return names.isEmpty() ? UNKNOWN : first;
  }

  /** With the keys of the report. */
  ObjectNode node() {
    ObjectNode node =
        JsonNodeFactory.instance
            .objectNode()
            .put("run", run.orElse(null))
            .put("started", started.map(RunRow::text).orElse(null))
            .put("finished", finished.map(RunRow::text).orElse(null))
            .put("begun_by", by.orElse(null))
            .put("outcome", outcome)
            .put("changes", changes.orElse(null))
            .put("failed", failed.orElse(null));
    ArrayNode names = node.putArray("regions");
    regions.forEach(it -> names.add(it.toString()));
    pace.ifPresent(it -> PresentRunJson.add(node, it));
    return node;
  }

  private static String text(Instant time) {
    return time.truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
