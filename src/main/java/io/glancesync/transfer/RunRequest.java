package io.glancesync.transfer;

import java.util.List;

/**
 * What a run is asked to do.
 *
 * @param regions words for regions, as users write them; none means the target master's
 * @param dryRun only plan
 * @param parallel how many regions are worked on at once, above 0
 * @param acceptShrunkenMaster whether a master list that is suddenly much shorter is right
 */
public record RunRequest(
    List<String> regions, boolean dryRun, int parallel, boolean acceptShrunkenMaster) {
  public RunRequest {
    regions = List.copyOf(regions);
    if (parallel < 1) {
      throw new IllegalArgumentException("parallel is " + parallel + ", but must be above 0");
    }
  }

  /** A run that trusts the master's list only as long as it does not shrink much. */
  public RunRequest(List<String> regions, boolean dryRun, int parallel) {
    this(regions, dryRun, parallel, false);
  }
}
