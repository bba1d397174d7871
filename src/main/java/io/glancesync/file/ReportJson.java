package io.glancesync.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.glancesync.image.ImageId;
import io.glancesync.plan.Action;
import io.glancesync.plan.Warning;
import io.glancesync.report.FailureChanges;
import io.glancesync.report.OpenFailure;
import io.glancesync.report.RegionResult;
import io.glancesync.report.RunReport;
import io.glancesync.report.TransferResult;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;

/**
 * Reports as JSON; keys and their order are those of the specification, section 8, with {@code
 * begun_by} in addition.
 */
public final class ReportJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private ReportJson() {}

  /** A report as a text of several lines. */
  public static String text(RunReport report) {
    return text(node(report));
  }

  /** Any JSON as a text of several lines, the same on every system. */
  public static String text(ObjectNode node) {
    var lines = new DefaultIndenter("  ", "\n");
    var printer =
        new DefaultPrettyPrinter(
            Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withArrayEmptySeparator("")
                .withObjectEmptySeparator(""));
    printer.indentObjectsWith(lines);
    printer.indentArraysWith(lines);
    try {
      return MAPPER.writer(printer).writeValueAsString(node) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a JSON tree can always be written", e);
    }
  }

  /** A report as JSON. */
  public static ObjectNode node(RunReport report) {
    ObjectNode node =
        JSON.objectNode()
            .put("run", report.run())
            .put("started", time(report.started()))
            .put("finished", time(report.finished()))
            .put("begun_by", report.begunBy().orElse(null))
            .put("dry_run", report.dryRun())
            .put("outcome", report.outcome().text());
    ArrayNode regions = node.putArray("regions");
    report.regions().forEach(region -> regions.add(node(region)));
    ArrayNode transfers = node.putArray("transfers");
    report.transfers().forEach(transfer -> transfers.add(node(transfer)));
    node.set("warnings", warnings(report.warnings()));
    return node;
  }

  private static String time(Instant time) {
    return time.truncatedTo(ChronoUnit.MILLIS).toString();
  }

  private static ObjectNode node(RegionResult result) {
    return JSON.objectNode()
        .put("region", result.region().toString())
        .put("outcome", result.outcome().text())
        .put("error", result.error().orElse(null));
  }

  /** The result of a transfer as JSON. */
  public static ObjectNode node(TransferResult result) {
    ObjectNode node =
        JSON.objectNode()
            .put("region", result.region().toString())
            .put("image", result.image())
            .put("master_id", result.masterId().map(ImageId::value).orElse(null))
            .put("region_id", result.regionId().map(ImageId::value).orElse(null))
            .put("action", result.action().text())
            .put("outcome", result.outcome().text())
            .put("bytes", result.bytes())
            .put("seconds", result.duration().toMillis() / 1000.0)
            .put("attempts", result.attempts())
            .put("error", result.error().orElse(null));
    ArrayNode changes = node.putArray("changes");
    result
        .changes()
        .forEach(
            it ->
                changes
                    .addObject()
                    .put("key", it.key())
                    .put("before", it.region())
                    .put("after", it.master()));
    return node;
  }

  /** What people are told after a run. */
  public static ObjectNode node(RunReport report, FailureChanges changes) {
    ObjectNode node =
        JSON.objectNode()
            .put("run", report.run())
            .put("begun_by", report.begunBy().orElse(null))
            .put("text", changes.text());
    node.set("failed", failures(changes.failed()));
    node.set("still_failing", failures(changes.stillFailing()));
    node.set("recovered", failures(changes.recovered()));
    return node;
  }

  private static ArrayNode failures(List<OpenFailure> failures) {
    ArrayNode nodes = JSON.arrayNode();
    failures.forEach(
        it ->
            nodes
                .addObject()
                .put("region", it.region().toString())
                .put("image", it.image().orElse(null))
                .put("action", it.action().map(Action::text).orElse(null))
                .put("error", it.error())
                .put("since", it.since().toString()));
    return nodes;
  }

  /** Warnings as the report has them. */
  public static ArrayNode warnings(Collection<Warning> warnings) {
    ArrayNode nodes = JSON.arrayNode();
    for (Warning warning : warnings) {
      nodes
          .addObject()
          .put("code", warning.code().text())
          .put("region", warning.region().toString())
          .put("image", warning.image())
          .put("message", warning.message());
    }
    return nodes;
  }
}
