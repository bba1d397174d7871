package io.glancesync.api.v2;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.glancesync.overview.LetterOverview;
import io.glancesync.overview.Pace;
import io.glancesync.overview.RunOverview;
import io.glancesync.overview.TransferOverview;
import io.glancesync.plan.Difference;
import io.glancesync.region.RegionName;
import io.glancesync.region.RegionPause;
import io.glancesync.report.RunReport.RunOutcome;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Optional;

/** Parts of the view as JSON, with the words of reports and of {@code status}. */
final class OverviewJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private OverviewJson() {}

  static ObjectNode object() {
    return JSON.objectNode();
  }

  static String time(Instant time) {
    return time.truncatedTo(ChronoUnit.MILLIS).toString();
  }

  /** Null where there is none. */
  static String time(Optional<Instant> time) {
    return time.map(OverviewJson::time).orElse(null);
  }

  static ArrayNode names(Collection<RegionName> regions) {
    ArrayNode names = JSON.arrayNode();
    regions.forEach(it -> names.add(it.toString()));
    return names;
  }

  static ArrayNode texts(Collection<String> texts) {
    ArrayNode array = JSON.arrayNode();
    texts.forEach(array::add);
    return array;
  }

  static ObjectNode run(RunOverview run) {
    ObjectNode node =
        object()
            .put("id", run.id())
            .put("run", run.id())
            .put("state", run.outcome().map(RunOutcome::text).orElse("running"))
            .put("begun_by", run.by().orElse(null))
            .put("started", time(run.started()))
            .put("finished", time(run.finished()))
            .put("changes", run.changes())
            .put("failed", run.failed());
    node.set("regions", names(run.regions()));
    node.put("regions_done", run.regionsDone());
    return pace(node, run.pace());
  }

  /** Adds how far it is: bytes {@code sent} of {@code size}, bytes a second, and seconds left. */
  static ObjectNode pace(ObjectNode node, Pace pace) {
    return node.put("sent", pace.sent())
        .put("size", pace.size())
        .put("rate", pace.rate())
        .put("eta", pace.left().map(Duration::toSeconds).orElse(null));
  }

  static ObjectNode transfer(TransferOverview transfer) {
    ObjectNode node =
        object()
            .put("region", transfer.region().toString())
            .put("image", transfer.image())
            .put("action", transfer.action().text())
            .put("run", transfer.run())
            .put("phase", transfer.phase().text())
            .put("waits_for", transfer.phase().waitsFor().orElse(null))
            .put("since", time(transfer.since()));
    return pace(node, transfer.pace())
        .put("attempt", transfer.attempt())
        .put("retry_at", time(transfer.retryAt()))
        .put("request_id", transfer.requestId().orElse(null));
  }

  static ObjectNode letter(LetterOverview letter) {
    return object()
        .put("id", letter.id())
        .put("region", letter.region().toString())
        .put("image", letter.image())
        .put("action", letter.action().text())
        .put("class", letter.errorClass().toString())
        .put("first_failed", time(letter.firstFailed()))
        .put("last_failed", time(letter.lastFailed()))
        .put("error", letter.error())
        .put("remedy", letter.remedy());
  }

  static ObjectNode pause(RegionPause pause) {
    return object()
        .put("since", time(pause.since()))
        .put("until", time(pause.until()))
        .put("reason", pause.reason())
        .put("by", pause.by());
  }

  static ObjectNode difference(Difference difference) {
    return object()
        .put("key", difference.key())
        .put("master", difference.master())
        .put("region", difference.region());
  }
}
