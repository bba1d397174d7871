package io.glancesync.schedule;

import java.time.Instant;

/** Receives what becomes of schedules. */
public interface ScheduleListener {
  /** Nobody wants to know. */
  ScheduleListener NONE = new ScheduleListener() {};

  /** A schedule begins the run that was due then. */
  default void due(String schedule, Instant due) {}

  /** The run that was due then could not begin, or ended without a report. */
  default void skipped(String schedule, Instant due, String why) {}

  /** The run was due then, and nothing began it. */
  default void missed(String schedule, Instant due) {}
}
