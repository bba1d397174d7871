package io.glancesync;

import io.glancesync.api.HttpSettings;
import io.glancesync.property.HttpKeys;
import io.glancesync.time.Ticker;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * The settings of the HTTP API in force. An edit of roles, say, applies within a second; a port
 * that is taken away, at the next start. Each request asks several times, and reading them would be
 * a seventh of the work for an answer.
 */
final class CurrentHttpSettings implements Supplier<HttpSettings> {
  private static final Duration KEPT = Duration.ofSeconds(1);

  private final Beans beans;
  private final Ticker ticker;
  private HttpSettings last;
  private long read;

  CurrentHttpSettings(Beans beans, HttpSettings atStart, Ticker ticker) {
    this.beans = beans;
    this.ticker = ticker;
    last = atStart;
    read = ticker.nanos();
  }

  @Override
  public synchronized HttpSettings get() {
    if (ticker.since(read).compareTo(KEPT) >= 0) {
      new HttpKeys(beans.properties()).settings().ifPresent(it -> last = it);
      read = ticker.nanos();
    }
    return last;
  }
}
