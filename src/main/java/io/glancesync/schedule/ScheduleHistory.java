package io.glancesync.schedule;

import java.util.Optional;

/**
 * The state of each schedule. After a restart the service learns from it which runs it missed.
 *
 * <p>Only one service notes the state of a schedule at a time; others may read meanwhile. No
 * failure here stops a service: it is logged, and the process goes on with what it has noted
 * itself. So no method throws.
 */
public interface ScheduleHistory {
  /**
   * The state of a schedule as it was noted last; empty when no service has noted one yet, or when
   * it is not known.
   */
  Optional<ScheduleState> of(Schedule schedule);

  /**
   * Records a state in place of the earlier one. When that fails, {@link #of} answers with the
   * state nevertheless as long as this process lives, and the next call records it as well. States
   * that cannot be understood are set aside, for a person to look at, and all schedules go on as if
   * they were new.
   */
  void note(Schedule schedule, ScheduleState scheduleState);

  /** Whether a service has ever noted anything. */
  boolean isBegun();

  /** Why the states are not known; empty when they are. Changes nothing. */
  Optional<String> problem();
}
