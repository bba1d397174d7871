package io.glancesync.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.glancesync.image.ImageId;
import io.glancesync.plan.Action;
import io.glancesync.plan.Difference;
import io.glancesync.plan.Warning;
import io.glancesync.region.RegionName;
import io.glancesync.report.RegionResult;
import io.glancesync.report.RegionResult.RegionOutcome;
import io.glancesync.report.RunReport;
import io.glancesync.report.TransferResult;
import io.glancesync.report.TransferResult.TransferOutcome;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads what {@link ReportJson} wrote, also in an earlier release. */
public final class ReportReader {
  private static final ObjectMapper MAPPER =
      LimitedJson.mapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private ReportReader() {}

  /**
   * @throws IllegalArgumentException when the text is not a report; says why
   */
  public static RunReport read(String text) {
    try {
      return report(MAPPER.readTree(text));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(JsonErrors.of(text, e), e);
    }
  }

  private static RunReport report(JsonNode node) {
    return new RunReport(
        text(node, "run"),
        time(node, "started"),
        time(node, "finished"),
        // earlier releases did not write it
        optional(node, "begun_by"),
        node.path("dry_run").booleanValue(),
        list(node, "regions", ReportReader::region),
        list(node, "transfers", ReportReader::transfer),
        list(node, "warnings", ReportReader::warning));
  }

  private static RegionResult region(JsonNode node) {
    return new RegionResult(
        regionName(node),
        one(node, "outcome", RegionOutcome.values(), RegionOutcome::text),
        optional(node, "error"));
  }

  private static TransferResult transfer(JsonNode node) {
    return new TransferResult(
        regionName(node),
        text(node, "image"),
        optional(node, "master_id").map(ImageId::new),
        optional(node, "region_id").map(ImageId::new),
        one(node, "action", Action.values(), Action::text),
        one(node, "outcome", TransferOutcome.values(), TransferOutcome::text),
        node.path("bytes").longValue(),
        Duration.ofMillis(Math.round(node.path("seconds").doubleValue() * 1000)),
        node.path("attempts").intValue(),
        optional(node, "error"),
        // earlier releases did not write them
        node.has("changes") ? list(node, "changes", ReportReader::change) : List.of());
  }

  private static Difference change(JsonNode node) {
    return new Difference(text(node, "key"), text(node, "after"), text(node, "before"));
  }

  private static Warning warning(JsonNode node) {
    return new Warning(
        one(node, "code", Warning.Code.values(), Warning.Code::text),
        regionName(node),
        text(node, "image"),
        text(node, "message"));
  }

  private static RegionName regionName(JsonNode node) {
    return RegionName.of(text(node, "region"));
  }

  private static <T> List<T> list(JsonNode node, String field, Function<JsonNode, T> element) {
    if (!node.path(field).isArray()) {
      throw wrong(field, "list");
    }
    return StreamSupport.stream(node.path(field).spliterator(), false).map(element).toList();
  }

  private static <T> T one(JsonNode node, String field, T[] values, Function<T, String> spelling) {
    String word = text(node, field);
    return Stream.of(values)
        .filter(it -> spelling.apply(it).equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "its field %s is '%s', which this release does not know"
                        .formatted(field, word)));
  }

  private static Instant time(JsonNode node, String field) {
    try {
      return Instant.parse(text(node, field));
    } catch (DateTimeException e) {
      throw wrong(field, "time");
    }
  }

  private static String text(JsonNode node, String field) {
    return optional(node, field).orElseThrow(() -> wrong(field, "text"));
  }

  private static Optional<String> optional(JsonNode node, String field) {
    return Optional.ofNullable(node.path(field).textValue());
  }

  private static IllegalArgumentException wrong(String field, String kind) {
    return new IllegalArgumentException(
        "its field %s is missing, or is not a %s".formatted(field, kind));
  }
}
