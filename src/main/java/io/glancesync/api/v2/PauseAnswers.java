package io.glancesync.api.v2;

import static java.time.temporal.ChronoUnit.SECONDS;

import io.glancesync.api.ApiAnswer;
import io.glancesync.api.ApiRequest;
import io.glancesync.region.RegionName;
import io.glancesync.region.RegionPause;
import io.glancesync.run.PauseFile;
import io.glancesync.text.Printable;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes runs leave regions out, and ends that. */
public final class PauseAnswers {
  private static final String FORM =
      "{\"paused\": true, \"reason\": \"storage work\", \"until\": \"2026-11-27T06:00:00Z\"}, or {\"paused\": false}";

  private static final int LONGEST_REASON = 500;

  private final PauseFile pauses;
  private final Supplier<RegionName> master;
  private final Runnable changed;
  private final RegionAnswers regions;
  private final Clock clock;

  /**
   * @param changed reads the pauses anew for the view
   */
  public PauseAnswers(
      PauseFile pauses,
      Supplier<RegionName> master,
      Runnable changed,
      RegionAnswers regions,
      Clock clock) {
    this.pauses = pauses;
    this.master = master;
    this.changed = changed;
    this.regions = regions;
    this.clock = clock;
  }

  private record Wish(Boolean paused, String reason, String until) {}

  /** Pauses a region, or resumes it. The answer is the region as it is then. */
  public ApiAnswer change(ApiRequest request) {
    request.call().query().only();
    Wish wish = JsonBody.read(request, Wish.class, FORM);
    if (wish.paused() == null) {
      throw JsonBody.wrong("The body does not say whether the region is paused. Send " + FORM);
    }
    RegionName region = RegionName.of(request.region());
    Instant now = clock.instant();
    if (wish.paused()) {
      RegionPause pause = pause(region, wish, now, request.caller().orElseThrow().user());
      pauses.change(it -> it.at(now).with(pause));
    } else {
      pauses.change(it -> it.at(now).without(it.at(now).endedBy(region)));
    }
    changed.run();
    return regions.now(region);
  }

  private RegionPause pause(RegionName region, Wish wish, Instant now, String user) {
    if (region.equals(master.get())) {
      throw JsonBody.wrong(
          "The master region %s cannot be paused, as each run reads it; pause the regions that are to be left out"
              .formatted(region));
    }
    String reason = Printable.of(wish.reason() == null ? "" : wish.reason()).strip();
    if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
      throw JsonBody.wrong(
          "A pause needs a reason of 1 to %d characters, for everybody who wonders later"
              .formatted(LONGEST_REASON));
    }
    return new RegionPause(
        region,
        now.truncatedTo(SECONDS),
        Optional.ofNullable(wish.until()).map(it -> end(it, now)),
        reason,
        "API (%s)".formatted(Printable.of(user)));
  }

  /** When it ends. */
  static Instant end(String text, Instant now) {
    try {
      Instant end = Instant.parse(text);
      if (end.isAfter(now)) {
        return end;
      }
    } catch (DateTimeException e) {
      // said below
    }
    throw JsonBody.wrong(
        "until is '%s', but has to be a time to come, such as 2026-11-27T06:00:00Z"
            .formatted(text));
  }
}
