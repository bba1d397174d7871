package io.glancesync.api.v2;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.glancesync.api.ApiAnswer;
import io.glancesync.api.ApiException;
import io.glancesync.api.ApiRequest;
import io.glancesync.api.ProblemType;
import io.glancesync.overview.Overview;
import io.glancesync.overview.ScheduleOverview;
import io.glancesync.region.NearestName;
import java.util.function.Supplier;

/** The schedules in effect. */
public final class ScheduleAnswers {
  private final Supplier<Overview> overview;

  public ScheduleAnswers(Supplier<Overview> overview) {
    this.overview = overview;
  }

  /** All schedules, by name. */
  public ApiAnswer list(ApiRequest request) {
    request.call().query().only(JsonList.LIMIT, JsonList.MARKER);
    return new JsonList<>("schedules", overview.get().schedules(), ScheduleOverview::name)
        .answer(request, ScheduleAnswers::node);
  }

  /** One schedule. */
  public ApiAnswer show(ApiRequest request) {
    request.call().query().only();
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
                    "There is no schedule '%s'; GET /v2/schedules lists those that there are"
                        .formatted(name),
                    NearestName.of(name, all.stream().map(ScheduleOverview::name).toList())));
  }

  static ObjectNode node(ScheduleOverview schedule) {
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
    return node.put("next", OverviewJson.time(schedule.next()))
        .put("skipped", schedule.skipped())
        .put("reason", schedule.why().orElse(null));
  }
}
