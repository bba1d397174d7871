package io.glancesync.api.v2;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.glancesync.api.ApiAnswer;
import io.glancesync.api.ApiRequest;
import io.glancesync.limit.BandwidthLimiter;
import io.glancesync.limit.RatesInForce;
import io.glancesync.limit.Timetable;
import io.glancesync.overview.Overview;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Supplier;

/** How fast content is sent to regions, and how fast it may be. */
public final class BandwidthAnswers {
  private static final String FORM =
      "{\"all\": \"20M\", \"until\": \"2026-11-27T06:00:00Z\"}, or {\"all\": null} for what the settings say";

  private final BandwidthLimiter limiter;
  private final Supplier<Overview> overview;
  private final Clock clock;

  public BandwidthAnswers(BandwidthLimiter limiter, Supplier<Overview> overview, Clock clock) {
    this.limiter = limiter;
    this.overview = overview;
    this.clock = clock;
  }

  private record LimitBody(String all, String until) {}

  /** The limits, and what is sent now, in bytes a second. */
  public ApiAnswer show(ApiRequest request) {
    request.call().query().only();
    return now();
  }

  private ApiAnswer now() {
    RatesInForce now = limiter.inForce();
    ObjectNode node = OverviewJson.object();
    node.put("all", now.total().map(it -> it.bytesPerSecond()).orElse(null))
        .put("until", OverviewJson.time(limiter.limitedUntil()));
    ObjectNode targets = node.putObject("targets");
    now.targets().forEach((target, it) -> targets.put(target, it.bytesPerSecond()));
    ObjectNode regions = node.putObject("regions");
    now.regions().forEach((region, it) -> regions.put(region.toString(), it.bytesPerSecond()));
    long inUse = overview.get().transfers().stream().mapToLong(it -> it.pace().rate()).sum();
    return ApiAnswer.ok(node.put("in_use", inUse).toString());
  }

  /** Sets another limit for all regions together, for a while. No file is edited. */
  public ApiAnswer change(ApiRequest request) {
    request.call().query().only();
    LimitBody wish = JsonBody.read(request, LimitBody.class, FORM);
    JsonBody.require(request, "all", FORM);
    if (wish.all() == null) {
      limiter.endLimitForNow();
      return now();
    }
    if (wish.until() == null) {
      throw JsonBody.wrong("A limit needs a time at which it ends. Send " + FORM);
    }
    Instant end = PauseWish.end(wish.until(), clock.instant());
    limiter.limitTotal(timetable(wish.all()), end);
    return now();
  }

  private static Timetable timetable(String text) {
    try {
      return Timetable.of(text);
    } catch (IllegalArgumentException e) {
      throw JsonBody.wrong("all: " + e.getMessage());
    }
  }
}
