package io.glancesync.text;

import java.time.Instant;

/** Points in time as people read them. */
public final class Moment {
  private Moment() {}

  /** To the second: {@code 2026-11-20T01:05:09Z}. */
  public static String of(Instant time) {
    return Instant.ofEpochSecond(time.getEpochSecond()).toString();
  }
}
