package io.glancesync.time;

import static java.util.Objects.requireNonNull;

import java.time.Clock;

/**
 * The two ways to tell the time.
 *
 * @param wall the time of day, for people, schedules and servers; it may be set back
 * @param ticker durations, whatever happens to the time of day
 */
public record Clocks(Clock wall, Ticker ticker) {
  public Clocks {
    requireNonNull(wall, "wall");
    requireNonNull(ticker, "ticker");
  }
}
