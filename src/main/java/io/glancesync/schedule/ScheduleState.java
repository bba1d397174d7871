package io.glancesync.schedule;

import java.time.Instant;
import java.util.Optional;

/**
 * What became of a schedule so far.
 *
 * @param handled the last due time that is accounted for: its run has ended, was skipped or missed
 * @param last the last run; empty before the first
 * @param skipped how many runs were skipped or missed since
 * @param why the last of them was
 */
public record ScheduleState(
    Instant handled, Optional<LastRun> last, int skipped, Optional<String> why) {

  /**
   * A run that has ended.
   *
   * @param outcome in the report's words
   */
  public record LastRun(String run, Instant ended, String outcome) {}

  /** Of a schedule that is seen for the first time. */
  static ScheduleState none(Instant now) {
    return new ScheduleState(now, Optional.empty(), 0, Optional.empty());
  }

  ScheduleState ran(Instant due, LastRun run) {
    return new ScheduleState(due, Optional.of(run), 0, Optional.empty());
  }

  ScheduleState skipped(Instant due, int times, String why) {
    return new ScheduleState(due, last, skipped + times, Optional.of(why));
  }
}
