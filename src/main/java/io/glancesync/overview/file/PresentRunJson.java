package io.glancesync.overview.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.glancesync.overview.Pace;
import io.glancesync.overview.RunOverview;
import io.glancesync.overview.TransferOverview;
import io.glancesync.plan.Action;
import io.glancesync.region.RegionName;
import io.glancesync.transfer.TransferPhase;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The run that is at work as JSON: in its file, and in what commands print. */
public final class PresentRunJson {
  private PresentRunJson() {}

  public static ObjectNode node(PresentRun present) {
    RunOverview run = present.run();
    ObjectNode node =
        JsonNodeFactory.instance
            .objectNode()
            .put("run", run.id())
            .put("begun_by", run.by().orElse(null))
            .put("started", text(run.started()))
            .put("at", text(present.at()));
    run.words().forEach(node.putArray("words")::add);
    ArrayNode regions = node.putArray("regions");
    run.regions().forEach(it -> regions.add(it.toString()));
    node.put("regions_done", run.regionsDone())
        .put("changes", run.changes())
        .put("failed", run.failed());
    add(node, run.pace());
    ArrayNode transfers = node.putArray("transfers");
    present.transfers().forEach(it -> transfers.add(node(it)));
    return node;
  }

  private static ObjectNode node(TransferOverview transfer) {
    ObjectNode node =
        JsonNodeFactory.instance
            .objectNode()
            .put("region", transfer.region().toString())
            .put("image", transfer.image())
            .put("action", transfer.action().text())
            .put("phase", transfer.phase().text())
            .put("waits_for", transfer.phase().waitsFor().orElse(null))
            .put("since", text(transfer.since()));
    add(node, transfer.pace());
    return node.put("attempt", transfer.attempt())
        .put("retry_at", transfer.retryAt().map(PresentRunJson::text).orElse(null))
        .put("request_id", transfer.requestId().orElse(null));
  }

  /** Adds how far it is: {@code bytes} of {@code size}, the rate, and how long it will take. */
  public static void add(ObjectNode node, Pace pace) {
    node.put("bytes", pace.sent())
        .put("size", pace.size())
        .put("rate", pace.rate())
        .put("seconds_left", pace.left().map(Duration::toSeconds).orElse(null));
  }

  private static String text(Instant time) {
    return time.truncatedTo(ChronoUnit.MILLIS).toString();
  }

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException when it is not such a run
   */
  public static PresentRun run(JsonNode node) {
    try {
      String id = text(node, "run");
      var run =
          new RunOverview(
              id,
              Optional.ofNullable(node.path("begun_by").textValue()),
              Instant.parse(text(node, "started")),
              Optional.empty(),
              Optional.empty(),
              texts(node, "words"),
              texts(node, "regions").stream().map(RegionName::of).toList(),
              node.path("regions_done").asInt(),
              node.path("changes").asLong(),
              node.path("failed").asLong(),
              pace(node));
      var transfers = new ArrayList<TransferOverview>();
      node.path("transfers").forEach(it -> transfers.add(transfer(id, it)));
      return new PresentRun(run, transfers, Instant.parse(text(node, "at")));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("it has an invalid time", e);
    }
  }

  private static TransferOverview transfer(String run, JsonNode node) {
    return new TransferOverview(
        run,
        RegionName.of(text(node, "region")),
        text(node, "image"),
        Action.valueOf(text(node, "action").toUpperCase(Locale.ROOT)),
        phase(text(node, "phase"), Optional.ofNullable(node.path("waits_for").textValue())),
        Instant.parse(text(node, "since")),
        pace(node),
        node.path("attempt").asInt(),
        Optional.ofNullable(node.path("retry_at").textValue()).map(Instant::parse),
        Optional.ofNullable(node.path("request_id").textValue()));
  }

  private static TransferPhase phase(String text, Optional<String> waitsFor) {
    return Arrays.stream(TransferPhase.values())
        .filter(it -> it.text().equals(text) && it.waitsFor().equals(waitsFor))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("it has an unknown phase"));
  }

  private static Pace pace(JsonNode node) {
    return new Pace(
        node.path("bytes").asLong(), node.path("size").asLong(), node.path("rate").asLong());
  }

  private static List<String> texts(JsonNode node, String key) {
    var texts = new ArrayList<String>();
    node.path(key).forEach(it -> texts.add(it.asText()));
    return texts;
  }

  private static String text(JsonNode node, String key) {
    return Optional.ofNullable(node.path(key).textValue())
        .orElseThrow(() -> new IllegalArgumentException("it has no " + key));
  }
}
