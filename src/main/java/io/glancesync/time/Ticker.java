package io.glancesync.time;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How time goes by, and how one waits for it. A clock may be set, forwards and backwards, while
 * something is under way: it says what time it is, and never how long something took.
 */
public interface Ticker {
  /** Those of this process. */
  Ticker REAL =
      new Ticker() {
        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public void sleep(long nanos) throws InterruptedException {
          TimeUnit.NANOSECONDS.sleep(nanos);
        }
      };

  /** Only good for differences. */
  long nanos();

  /** How long ago that was, in its nanoseconds. */
  default Duration since(long nanos) {
    return Duration.ofNanos(nanos() - nanos);
  }

  void sleep(long nanos) throws InterruptedException;
}
