package io.glancesync.run;

import io.glancesync.planner.Guards;
import io.glancesync.store.InMemoryRunTally;
import java.time.Instant;

/** Runs as a listener is told of them. */
public final class BegunRuns {
  private BegunRuns() {}

  /** A run that has just begun. */
  public static Run begun(String id, RunRequest request, Instant now) {
    return new Run(id, request, now, 0, new Guards(50, 100, 10), new InMemoryRunTally(), "");
  }
}
