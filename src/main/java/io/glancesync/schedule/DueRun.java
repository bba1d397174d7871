package io.glancesync.schedule;

import io.glancesync.text.Moment;
import java.time.Instant;

/**
 * A run that has to begin now.
 *
 * @param time when it was due
 * @param missed how many earlier runs never began
 */
public record DueRun(Schedule schedule, Instant time, int missed) {
  @Override
  public String toString() {
    return "the run of schedule %s that was due at %s".formatted(schedule.name(), Moment.of(time));
  }
}
