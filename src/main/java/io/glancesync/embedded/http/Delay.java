package io.glancesync.embedded.http;

import java.time.Duration;

/** Waiting, which ends when the server goes away. */
final class Delay {
  private Delay() {}

  /** Waits; not at all when the time is negative. */
  static void of(Duration time) throws Cut {
    if (time.isNegative()) {
      return;
    }
    try {
      Thread.sleep(time.toMillis(), time.toNanosPart() % 1_000_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Cut("the server went away");
    }
  }
}
