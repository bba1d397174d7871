package io.glancesync.api.v2;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.glancesync.api.asked.AskedRun;
import io.glancesync.api.asked.AskedRun.AskedState;
import io.glancesync.api.asked.AskedRun.RunWish;
import io.glancesync.overview.Pace;
import java.time.Instant;
import java.util.Optional;

/** What callers asked for, as JSON. */
final class AskedJson {
  private AskedJson() {}

  /** Null where there is none. */
  private static String millis(String time) {
    return OverviewJson.time(Optional.ofNullable(time).map(Instant::parse));
  }

  /** In a list, with the fields of any run. */
  static ObjectNode line(AskedRun wanted) {
    ObjectNode node =
        OverviewJson.object()
            .put("id", wanted.id())
            .putNull("run")
            .put("state", wanted.state().name())
            .put("begun_by", "API (%s)".formatted(wanted.user()))
            .put("started", millis(wanted.begun()))
            .put("finished", millis(wanted.ended()))
            .put("changes", 0)
            .put("failed", 0);
    node.set("regions", OverviewJson.texts(wanted.wish().regions()));
    node.put("regions_done", 0);
    return OverviewJson.pace(node, Pace.NONE);
  }

  /**
   * Adds what was asked for.
   *
   * @param node what is known of its run; empty if nothing is
   * @param isRunning whether its run is at work
   */
  static ObjectNode add(ObjectNode node, AskedRun wanted, Optional<String> run, boolean isRunning) {
    boolean isAtWork = isRunning && !wanted.state().isOver();
    RunWish wish = wanted.wish();
    node.put("id", wanted.id())
        .put("run", run.orElse(null))
        .put("state", (isAtWork ? AskedState.running : wanted.state()).name())
        .put("asked_by", wanted.user())
        .put("request_id", wanted.requestId())
        .put("queued", millis(wanted.asked()))
        .put("message", wanted.message());
    ObjectNode json = node.putObject("wish");
    json.set("regions", OverviewJson.texts(wish.regions()));
    json.set("images", OverviewJson.texts(wish.images()));
    json.put("dry_run", wish.dryRun())
        .put("parallel", wish.parallel() == 0 ? null : wish.parallel())
        .put("accept_shrunken_master", wish.acceptShrunkenMaster());
    json.set("dead_letters", OverviewJson.texts(wish.letters()));
    json.put("note", wish.note());
    return node;
  }
}
