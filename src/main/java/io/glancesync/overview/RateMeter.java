package io.glancesync.overview;

import java.time.Duration;

/**
 * How fast bytes passed lately. The rate is that of the last ten seconds; where bytes come more
 * rarely, of the time since they came before that.
 */
final class RateMeter {
  private static final long WINDOW = Duration.ofSeconds(10).toNanos();
  private static final long SPACING = Duration.ofSeconds(1).toNanos();
  private static final long LEAST = Duration.ofMillis(50).toNanos();

  /** A sample a second for the whole window, and the one before it. */
  private static final int MOST = 12;

  private final long[] times = new long[MOST];
  private final long[] totals = new long[MOST];
  private int newest;
  private int count = 1;
  private long total;

  /**
   * @param now in ticks
   */
  RateMeter(long now) {
    times[0] = now;
  }

  void add(long bytes, long now) {
    total += bytes;
    if (now - times[newest] >= SPACING) {
      newest = (newest + 1) % MOST;
      times[newest] = now;
      totals[newest] = total;
      count = Math.min(MOST, count + 1);
    }
  }

  /** Bytes per second; 0 while that cannot be told. */
  long rate(long now) {
    int base = base(now);
    long time = now - times[base];
    return time < LEAST ? 0 : (long) ((total - totals[base]) * 1e9 / time);
  }

  /** The newest sample that is as old as the window, else the oldest. */
  private int base(long now) {
    int oldest = (newest - count + 1 + MOST) % MOST;
    int at = newest;
    while (at != oldest && now - times[at] < WINDOW) {
      at = (at - 1 + MOST) % MOST;
    }
    return at;
  }
}
