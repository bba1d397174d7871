package io.glancesync.api.v2;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.glancesync.api.ApiAnswer;
import io.glancesync.api.ApiRequest;
import io.glancesync.api.Build;
import io.glancesync.api.Caller;
import io.glancesync.api.CallerCheck;
import io.glancesync.api.HttpSettings;
import io.glancesync.overview.Overview;
import io.glancesync.overview.ScheduleOverview;
import io.glancesync.schedule.SchedulePauseFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The service itself: what it is, what is in force, and what it is about to do. */
public final class ServiceAnswers {
  private static final List<String> LINKS =
      List.of(
          "regions",
          "status",
          "runs",
          "transfers",
          "events",
          "dead-letters",
          "schedules",
          "checks",
          "settings",
          "bandwidth",
          "openapi.yaml");

  private final Supplier<Overview> overview;
  private final Supplier<HttpSettings> http;
  private final CallerCheck callers;
  private final Supplier<List<String>> settings;
  private final SchedulePauseFile pauses;
  private final Build build;
  private final Instant started;

  /**
   * @param settings what is in force, a line each: a key and its value
   * @param started when this process began
   */
  public ServiceAnswers(
      Supplier<Overview> overview,
      Supplier<HttpSettings> http,
      CallerCheck callers,
      Supplier<List<String>> settings,
      SchedulePauseFile pauses,
      Build build,
      Instant started) {
    this.overview = overview;
    this.http = http;
    this.callers = callers;
    this.settings = settings;
    this.pauses = pauses;
    this.build = build;
    this.started = started;
  }

  /** Which service this is, and where the rest is found. */
  public ApiAnswer show(ApiRequest request) {
    request.call().query().only();
    Overview now = overview.get();
    ObjectNode node =
        OverviewJson.object()
            .put("name", http.get().owner())
            .put("version", build.version())
            .put("built", build.date())
            .put("epoch", now.epoch())
            .put("started", OverviewJson.time(started))
            .put("uptime", Duration.between(started, now.at()).toSeconds())
            .put("user", request.caller().map(Caller::user).orElse(null))
            .put("may_act", callers.mayAct(request));
    node.set("run", now.present().map(OverviewJson::run).orElse(null));
    node.set(
        "next",
        now.schedules().stream()
            .filter(it -> it.next().isPresent() && pauses.shown(it.name()).isEmpty())
            .min(Comparator.comparing(it -> it.next().orElseThrow()))
            .map(ServiceAnswers::next)
            .orElse(null));
    ObjectNode links = node.putObject("links");
    LINKS.forEach(it -> links.put(it.replace('-', '_').replace(".yaml", ""), "/v2/" + it));
    return ApiAnswer.ok(node.toString());
  }

  private static ObjectNode next(ScheduleOverview schedule) {
    return OverviewJson.object()
        .put("schedule", schedule.name())
        .put("due", OverviewJson.time(schedule.next()));
  }

  /** What is in force, without what may be secret; and the edits that are not. */
  public ApiAnswer settings(ApiRequest request) {
    request.call().query().only();
    ObjectNode node = OverviewJson.object();
    ObjectNode values = node.putObject("settings");
    for (String line : settings.get()) {
      String[] pair = line.split(" ", 2);
      values.put("glancesync." + pair[0], pair.length == 1 ? "" : pair[1]);
    }
    ArrayNode refused = node.putArray("refused_edits");
    overview.get().refusedEdits().forEach(refused::add);
    return ApiAnswer.ok(node.toString());
  }

  /** The contract of this version, in the words of OpenAPI. */
  public ApiAnswer contract(ApiRequest request) {
    request.call().query().only();
    try (var in = ServiceAnswers.class.getResourceAsStream("openapi.yaml")) {
      return new ApiAnswer(
          200, "application/yaml", Map.of(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
