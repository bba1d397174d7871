package io.glancesync;

import io.glancesync.time.Ticker;
import java.time.Duration;

/** Time that goes by only when somebody waits for it, or when it is told to. */
public final class SettableTicks implements Ticker {
  private long nanos;
  private int sleeps;
  private Runnable meanwhile = () -> {};

  @Override
  public synchronized long nanos() {
    return nanos;
  }

  @Override
  public void sleep(long duration) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    synchronized (this) {
      nanos += duration;
      sleeps++;
    }
    meanwhile.run();
  }

  public synchronized void goOn(Duration by) {
    nanos += by.toNanos();
  }

  public synchronized Duration elapsed() {
    return Duration.ofNanos(nanos);
  }

  public synchronized int sleeps() {
    return sleeps;
  }

  /** Does something after each sleep. */
  public void meanwhile(Runnable what) {
    meanwhile = what;
  }
}
