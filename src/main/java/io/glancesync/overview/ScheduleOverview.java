package io.glancesync.overview;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A schedule, and what became of it.
 *
 * @param cron as Quartz writes it
 * @param zone the time zone of the cron expression
 * @param regions region arguments; empty means the regions of the target master
 * @param last the last run; empty before the first
 * @param next when it is due next; empty when it is not known, or never
 * @param skipped how many runs were skipped or missed since the last one
 * @param why why the last of them was; empty when none was
 */
public record ScheduleOverview(
    String name,
    String cron,
    String zone,
    List<String> regions,
    Optional<LastScheduled> last,
    Optional<Instant> next,
    int skipped,
    Optional<String> why) {
  public ScheduleOverview {
    regions = List.copyOf(regions);
  }

  /**
   * The last run of a schedule.
   *
   * @param outcome as the report names it
   */
  public record LastScheduled(String run, Instant ended, String outcome) {}
}
