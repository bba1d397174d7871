package io.glancesync.architecture.bad.plan;

import java.time.Instant;

/** Tells the time in the core. */
public final class AsksTime {
  private AsksTime() {}

  static Instant answer() {
    return Instant.now();
  }
}
