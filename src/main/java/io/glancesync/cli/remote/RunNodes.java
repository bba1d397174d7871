package io.glancesync.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.glancesync.cli.history.RunRow;
import io.glancesync.cli.history.RunText;
import io.glancesync.cli.run.RunAtWork;
import io.glancesync.file.ReportReader;
import io.glancesync.overview.file.PresentRun;
import io.glancesync.overview.file.PresentRunJson;
import io.glancesync.region.RegionName;
import io.glancesync.report.RunReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads runs as a service answers them: those that wait, the one at work, and those with a report.
 * All methods throw {@link IllegalArgumentException} or {@link java.time.DateTimeException} when it
 * is not such a run.
 */
final class RunNodes {
  private static final String RUNNING = "running";
  private static final Set<String> OPEN = Set.of("queued", RUNNING);

  private RunNodes() {}

  /** Under which the service knows it. */
  static String id(JsonNode node) {
    return text(node, "id").orElseThrow(() -> new IllegalArgumentException("a run has no id"));
  }

  static String state(JsonNode node) {
    return text(node, "state")
        .orElseThrow(() -> new IllegalArgumentException("a run has no state"));
  }

  static boolean isOver(JsonNode node) {
    return !OPEN.contains(state(node));
  }

  /** Empty while it waits or is at work, and of a run that has left none. */
  static Optional<RunReport> report(JsonNode node) {
    return node.path("transfers").isArray() && node.has("outcome")
        ? Optional.of(ReportReader.read(node.toString()))
        : Optional.empty();
  }

  /** The run that is at work, as far as it is known. */
  static Optional<RunAtWork> atWork(JsonNode node, Instant now) {
    if (!state(node).equals(RUNNING) || !node.hasNonNull("run") || !node.hasNonNull("started")) {
      return Optional.empty();
    }
    // the words of the file that tells commands of the service's host the same
    ObjectNode present = paced(node).put("at", now.toString());
    ArrayNode transfers = present.putArray("transfers");
    node.path("under_way").forEach(it -> transfers.add(paced(it)));
    PresentRun run = PresentRunJson.run(present);
    return Optional.of(
        new RunAtWork("the service", run.run().started(), List.of(), Optional.of(run)));
  }

  private static ObjectNode paced(JsonNode node) {
    if (!node.isObject()) {
      throw new IllegalArgumentException("a run is no JSON object");
    }
    ObjectNode copy = node.deepCopy();
    return copy.put("bytes", node.path("sent").asLong());
  }

  /** A run in a list. */
  static RunRow row(JsonNode node, Instant now) {
    return atWork(node, now).map(it -> RunRow.of(it, now)).orElseGet(() -> line(node, now));
  }

  private static RunRow line(JsonNode node, Instant now) {
    Optional<Instant> started = time(node, "started");
    Optional<Instant> finished = time(node, "finished");
    return new RunRow(
        Optional.of(id(node)),
        started,
        finished,
        started.map(it -> between(it, finished.orElse(now))).orElse(Duration.ZERO),
        text(node, "begun_by").or(() -> text(node, "asked_by")),
        state(node),
        count(node, "changes"),
        count(node, "failed"),
        regions(node),
        Optional.empty());
  }

  /** The clocks of two hosts may differ. */
  private static Duration between(Instant from, Instant to) {
    return to.isAfter(from) ? Duration.between(from, to) : Duration.ZERO;
  }

  /** All about a run, for a person. */
  static List<String> lines(JsonNode node, Instant now) {
    var lines = new ArrayList<String>();
    Optional<RunReport> report = report(node);
    Optional<RunAtWork> atWork = atWork(node, now);
    if (report.isPresent()) {
      lines.addAll(RunText.lines(report.get()));
    } else if (atWork.isPresent()) {
      lines.addAll(RunText.lines(row(node, now), atWork.get()));
    } else {
      lines.addAll(RunText.heading(row(node, now)));
      text(node, "message").ifPresent(it -> lines.add("  message   " + it));
    }
    return lines;
  }

  private static List<RegionName> regions(JsonNode node) {
    JsonNode names = node.has("regions") ? node.path("regions") : node.at("/wish/regions");
    var regions = new ArrayList<RegionName>();
    names.forEach(it -> regions.add(RegionName.of(it.asText())));
    return regions;
  }

  private static Optional<Long> count(JsonNode node, String field) {
    return node.path(field).canConvertToLong()
        ? Optional.of(node.path(field).longValue())
        : Optional.empty();
  }

  private static Optional<Instant> time(JsonNode node, String field) {
    return text(node, field).map(Instant::parse);
  }

  static Optional<String> text(JsonNode node, String field) {
    return Optional.ofNullable(node.path(field).textValue());
  }
}
