package io.glancesync.bandwidth;

import io.glancesync.time.Ticker;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Keeps one limit: a bucket of tokens, one per byte, that are paid before the bytes go. So no more
 * than the rate ever goes over any time, but for the burst.
 */
final class TokenBucket {
  /**
   * In seconds, what a pause may save up. Enough for a collection of garbage or a busy processor to
   * cost nothing, and less than 2 % of half a minute.
   */
  private static final double BURST = 0.5;

  /** Whoever waits longer looks again: the rate may have changed meanwhile. */
  private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(500);

  private static final double SECOND = TimeUnit.SECONDS.toNanos(1);

  private final Supplier<Rate> rate;
  private final Ticker ticker;

  /** Fair: only the first in the line waits for tokens, the others for their turn. */
  private final Lock turn = new ReentrantLock(true);

  private double tokens;
  private double tokensPerNano;
  private long filled;

  /**
   * @param rate is asked each time
   */
  TokenBucket(Supplier<Rate> rate, Ticker ticker) {
    this.rate = rate;
    this.ticker = ticker;
    this.filled = ticker.nanos();
  }

  /** Waits until so many bytes may go. */
  void pass(int bytes) throws InterruptedException {
    if (rate.get().isOff()) {
      return;
    }
    turn.lockInterruptibly();
    try {
      for (long wait = take(bytes); wait > 0; wait = take(bytes)) {
        ticker.sleep(Math.min(wait, LOOK));
      }
    } finally {
      turn.unlock();
    }
  }

  /** Takes the tokens, or none: then answers the nanoseconds until they will be there. */
  private long take(int bytes) {
    Rate allowed = rate.get();
    long now = ticker.nanos();
    // the time since the last look went by at the rate of then
    tokens += (now - filled) * tokensPerNano;
    filled = now;
    tokensPerNano = allowed.bytesPerSecond() / SECOND;
    if (allowed.isOff()) {
      return 0;
    }
    // who waits has to fit in
    tokens = Math.min(tokens, Math.max(allowed.bytesPerSecond() * BURST, bytes));
    if (tokens < bytes) {
      return (long) Math.ceil((bytes - tokens) / tokensPerNano);
    }
    tokens -= bytes;
    return 0;
  }
}
