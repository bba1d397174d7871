package io.glancesync.overview;

import java.util.List;

/**
 * The events after one that a reader knows.
 *
 * @param epoch names the start that the ids belong to; a reader that knows another one reads
 *     everything again
 * @param newest the id to go on from
 * @param isComplete whether none in between is forgotten already; else a reader reads everything
 *     again
 */
public record EventPage(String epoch, long newest, boolean isComplete, List<OverviewEvent> events) {
  public EventPage {
    events = List.copyOf(events);
  }
}
