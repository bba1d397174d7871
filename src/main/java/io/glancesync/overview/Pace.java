package io.glancesync.overview;

import java.time.Duration;
import java.util.Optional;

/**
 * How far something is that has a size, and how fast it goes on.
 *
 * @param sent bytes so far
 * @param size bytes in all
 * @param rate bytes per second, lately; 0 while it is not known or nothing moves
 */
public record Pace(long sent, long size, long rate) {
  public static final Pace NONE = new Pace(0, 0, 0);

  /** How long it will take at this rate; empty when that cannot be told. */
  public Optional<Duration> left() {
    long rest = Math.max(0, size - sent);
    return rate <= 0 ? Optional.empty() : Optional.of(Duration.ofSeconds((rest + rate - 1) / rate));
  }

  /** From 0 to 100; 100 where there is nothing to send. */
  public int percent() {
    return size <= 0 ? 100 : (int) (Math.max(0, Math.min(sent, size)) * 100.0 / size);
  }
}
