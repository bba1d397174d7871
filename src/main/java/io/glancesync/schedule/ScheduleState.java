package io.glancesync.schedule;

import java.time.Instant;
import java.util.Optional;

/**
 * The state of a schedule.
 *
 * @param handled the last due time that is recorded: its run has ended, or was skipped or missed
 * @param last the last run; empty before the first
 * @param skipped how many runs were skipped or missed since the last run
 * @param why why the last of them was skipped or missed
 */
public record ScheduleState(
    Instant handled, Optional<LastRun> last, int skipped, Optional<String> why) {

  /**
   * A run that has ended.
   *
   * @param outcome the outcome, as the report names it
   */
  public record LastRun(String run, Instant ended, String outcome) {}

  /** The state of a schedule that has no record yet. */
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
