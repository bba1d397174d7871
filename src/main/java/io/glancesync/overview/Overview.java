package io.glancesync.overview;

import io.glancesync.region.RegionName;
import io.glancesync.region.RegionPause;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that is going on, at one moment.
 *
 * @param epoch names the start of the process that tells it
 * @param at the moment
 * @param regions by name
 * @param matrix the states of their images
 * @param runs those at work, and those that have ended lately, the newest of each first
 * @param transfers what is under way, in the order in which it began
 * @param letters the open dead letters
 * @param pauses the regions that runs leave out
 * @param refusedEdits the edits of files that a service refuses, a sentence each
 * @param totals what was done since the process began
 */
public record Overview(
    String epoch,
    Instant at,
    List<RegionOverview> regions,
    ImageMatrix matrix,
    List<RunOverview> runs,
    List<TransferOverview> transfers,
    List<LetterOverview> letters,
    List<ScheduleOverview> schedules,
    List<RegionPause> pauses,
    List<String> refusedEdits,
    Totals totals) {
  /** The run that is at work; the one that began last if there are several. */
  public Optional<RunOverview> present() {
    return runs.stream().filter(RunOverview::isAtWork).findFirst();
  }

  /** A region; empty if it is not known. */
  public Optional<RegionOverview> region(RegionName name) {
    return regions.stream().filter(it -> it.region().equals(name)).findFirst();
  }
}
