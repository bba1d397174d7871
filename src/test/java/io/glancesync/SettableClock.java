package io.glancesync;

import io.glancesync.time.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that goes on only when it is told to. */
public final class SettableClock extends Clock {
  private volatile Instant now = Instant.parse("2030-01-01T00:00:00Z");

  public void goOn(Duration by) {
    now = now.plus(by);
  }

  /** Its own: it is never set, time goes by as it says. */
  public Ticker ticks() {
    Instant beginning = now;
    return new Ticker() {
      @Override
      public long nanos() {
        return Duration.between(beginning, now).toNanos();
      }

      @Override
      public void sleep(long nanos) {
        throw new UnsupportedOperationException("nobody waits by this clock");
      }
    };
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("nobody needs another zone");
  }
}
