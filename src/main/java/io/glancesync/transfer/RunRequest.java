package io.glancesync.transfer;

import java.util.List;

/**
 * What a run is asked to do.
 *
 * @param regions words for regions, as users write them; none means the target master's
 * @param dryRun only plan
 * @param parallel how many regions are worked on at once, above 0
 */
public record RunRequest(List<String> regions, boolean dryRun, int parallel) {
  public RunRequest {
    regions = List.copyOf(regions);
    if (parallel < 1) {
      throw new IllegalArgumentException("parallel is " + parallel + ", but must be above 0");
    }
  }
}
