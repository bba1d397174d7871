package io.glancesync.api.server;

import io.glancesync.time.Ticker;
import java.util.LinkedHashMap;
import java.util.Map;

/** How many requests each caller may send: so many at once, and so many a second after that. */
final class CallRate {
  private static final int PER_SECOND = 100;
  private static final int AT_ONCE = 400;
  private static final int CALLERS = 1000;

  private final Ticker ticker;
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > CALLERS;
        }
      };

  CallRate(Ticker ticker) {
    this.ticker = ticker;
  }

  private static final class Bucket {
    private double left = AT_ONCE;
    private long since;

    Bucket(long now) {
      since = now;
    }

    boolean take(long now) {
      left = Math.min(AT_ONCE, left + (now - since) / 1e9 * PER_SECOND);
      since = now;
      if (left < 1) {
        return false;
      }
      left--;
      return true;
    }
  }

  /** Whether the caller may send one more request now. */
  synchronized boolean takes(String caller) {
    long now = ticker.nanos();
    return buckets.computeIfAbsent(caller, it -> new Bucket(now)).take(now);
  }
}
