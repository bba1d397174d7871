package io.glancesync.api.v2;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.glancesync.api.ApiAnswer;
import io.glancesync.api.ApiRequest;
import io.glancesync.report.Check;
import io.glancesync.time.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** What {@code check} says. It is remembered for a minute, as it asks all regions. */
public final class CheckAnswers {
  private static final Duration REMEMBERED = Duration.ofMinutes(1);

  private final Clock clock;
  private final Ticker ticker;
  private volatile Made made;

  public CheckAnswers(Clock clock, Ticker ticker) {
    this.clock = clock;
    this.ticker = ticker;
  }

  private record Made(List<Check> checks, Instant at, long ticks) {}

  /** Whether all is to be checked anew. */
  public boolean isStale(ApiRequest request) {
    request.call().query().only("fresh");
    boolean isFreshOneWanted = request.call().query().flag("fresh");
    Made last = made;
    return last == null
        || isFreshOneWanted
        || ticker.since(last.ticks()).compareTo(REMEMBERED) >= 0;
  }

  /** Remembers what was found. */
  public void made(List<Check> checks) {
    made = new Made(List.copyOf(checks), clock.instant(), ticker.nanos());
  }

  /** What was found last. */
  public ApiAnswer show() {
    Made last = made;
    ObjectNode node = OverviewJson.object().put("at", OverviewJson.time(last.at()));
    ArrayNode checks = node.putArray("checks");
    for (Check it : last.checks()) {
      checks
          .addObject()
          .put("subject", it.subject())
          .put("status", it.verdict().name().toLowerCase(Locale.ROOT))
          .put("text", it.text());
    }
    return ApiAnswer.ok(node.toString());
  }
}
