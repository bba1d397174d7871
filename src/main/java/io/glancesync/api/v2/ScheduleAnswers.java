package io.glancesync.api.v2;

import static java.time.temporal.ChronoUnit.SECONDS;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.glancesync.api.ApiAnswer;
import io.glancesync.api.ApiException;
import io.glancesync.api.ApiRequest;
import io.glancesync.api.ProblemType;
import io.glancesync.overview.Overview;
import io.glancesync.overview.ScheduleOverview;
import io.glancesync.region.NearestName;
import io.glancesync.schedule.SchedulePauseFile;
import io.glancesync.schedule.SchedulePauseFile.SchedulePause;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Supplier;

/** The schedules in effect. */
public final class ScheduleAnswers {
  private final Supplier<Overview> overview;
  private final SchedulePauseFile pauses;
  private final Clock clock;

  public ScheduleAnswers(Supplier<Overview> overview, SchedulePauseFile pauses, Clock clock) {
    this.overview = overview;
    this.pauses = pauses;
    this.clock = clock;
  }

  /** All schedules, by name. */
  public ApiAnswer list(ApiRequest request) {
    request.call().query().only(JsonList.LIMIT, JsonList.MARKER);
    return new JsonList<>("schedules", overview.get().schedules(), ScheduleOverview::name)
        .answer(request, this::node);
  }

  /** One schedule. */
  public ApiAnswer show(ApiRequest request) {
    request.call().query().only();
    return ApiAnswer.ok(node(find(request)).toString());
  }

  /** Pauses a schedule, or resumes it. The answer is the schedule as it is then. */
  public ApiAnswer change(ApiRequest request) {
    request.call().query().only();
    String name = find(request).name();
    PauseWish wish = PauseWish.of(request);
    Instant now = clock.instant();
    if (wish.isPaused()) {
      pauses.pause(
          name,
          new SchedulePause(
              now.truncatedTo(SECONDS).toString(),
              wish.end(now).map(Instant::toString).orElse(null),
              wish.reasonText(),
              PauseWish.by(request)));
    } else {
      pauses.resume(name);
    }
    return ApiAnswer.ok(node(find(request)).toString());
  }

  /**
   * The schedule of a path.
   *
   * @throws ApiException if there is none
   */
  ScheduleOverview find(ApiRequest request) {
    String name = request.call().parameter("schedule");
    var all = overview.get().schedules();
    return all.stream()
        .filter(it -> it.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                ApiException.of(
                    ProblemType.UNKNOWN_SCHEDULE,
                    "There is no schedule '%s'; see GET /v2/schedules".formatted(name),
                    NearestName.of(name, all.stream().map(ScheduleOverview::name).toList())));
  }

  private ObjectNode node(ScheduleOverview schedule) {
    ObjectNode node =
        OverviewJson.object()
            .put("name", schedule.name())
            .put("cron", schedule.cron())
            .put("time_zone", schedule.zone());
    node.set("regions", OverviewJson.texts(schedule.regions()));
    node.set(
        "last",
        schedule
            .last()
            .map(
                it ->
                    OverviewJson.object()
                        .put("run", it.run())
                        .put("ended", OverviewJson.time(it.ended()))
                        .put("outcome", it.outcome()))
            .orElse(null));
    node.set(
        "paused",
        pauses
            .shown(schedule.name())
            .map(
                it ->
                    OverviewJson.object()
                        .put("since", it.since())
                        .put("until", it.until())
                        .put("reason", it.reason())
                        .put("by", it.by()))
            .orElse(null));
    return node.put("next", OverviewJson.time(schedule.next()))
        .put("skipped", schedule.skipped())
        .put("reason", schedule.why().orElse(null));
  }
}
