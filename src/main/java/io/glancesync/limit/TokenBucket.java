package io.glancesync.limit;

import io.glancesync.time.Ticker;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Enforces one limit. It is a bucket of tokens, one per byte, which are taken before the bytes are
 * sent. So in no period are more bytes sent than the rate allows, except for the burst.
 */
final class TokenBucket {
  /**
   * How many seconds of tokens a pause may save up. It is enough that a garbage collection or a
   * busy processor costs nothing, and less than 2 % of half a minute.
   */
  private static final double BURST = 0.5;

  /** The longest wait before the rate is read again: it may have changed meanwhile. */
  private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(500);

  private static final double SECOND = TimeUnit.SECONDS.toNanos(1);

  private final Supplier<Rate> rate;
  private final Ticker ticker;

  /** A fair lock: only the first thread waits for tokens, the others wait for the lock. */
  private final Lock turn = new ReentrantLock(true);

  private double tokens;
  private double tokensPerNano;
  private long filled;

  /**
   * @param rate the rate; read at each use
   */
  TokenBucket(Supplier<Rate> rate, Ticker ticker) {
    this.rate = rate;
    this.ticker = ticker;
    this.filled = ticker.nanos();
  }

  /** Waits until so many bytes may be sent. */
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

  /**
   * Takes the tokens and returns 0; or takes none and returns the nanoseconds until they are
   * available.
   */
  private long take(int bytes) {
    Rate allowed = rate.get();
    long now = ticker.nanos();
    // the old rate applied to the time since the last call
    tokens += (now - filled) * tokensPerNano;
    filled = now;
    tokensPerNano = allowed.bytesPerSecond() / SECOND;
    if (allowed.isOff()) {
      return 0;
    }
    // the bucket must be able to hold all tokens of this call
    tokens = Math.min(tokens, Math.max(allowed.bytesPerSecond() * BURST, bytes));
    if (tokens < bytes) {
      return (long) Math.ceil((bytes - tokens) / tokensPerNano);
    }
    tokens -= bytes;
    return 0;
  }
}
