package io.glancesync.run;

import io.glancesync.region.RegionName;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a run is asked to do.
 *
 * @param regions region arguments, as users write them; empty means the regions of the target
 *     master
 * @param dryRun whether the run only plans
 * @param parallel how many regions are worked on at the same time, above 0
 * @param acceptShrunkenMaster whether to trust a master list that is suddenly much shorter
 * @param only the names of the images that the run is about, by region; empty means all
 * @param narrowed whether the run sees or selects other images than the configuration says, so that
 *     a missing image proves nothing
 */
public record RunRequest(
    List<String> regions,
    boolean dryRun,
    int parallel,
    boolean acceptShrunkenMaster,
    Map<RegionName, Set<String>> only,
    boolean narrowed) {
  public RunRequest {
    regions = List.copyOf(regions);
    only = Map.copyOf(only);
    if (parallel < 1) {
      throw new IllegalArgumentException("parallel is " + parallel + ", but must be above 0");
    }
  }

  /** A run that trusts the master's list only if it has not shrunk much. */
  public RunRequest(List<String> regions, boolean dryRun, int parallel) {
    this(regions, dryRun, parallel, false);
  }

  /** A run by the rules of the configuration. */
  public RunRequest(
      List<String> regions,
      boolean dryRun,
      int parallel,
      boolean acceptShrunkenMaster,
      Map<RegionName, Set<String>> only) {
    this(regions, dryRun, parallel, acceptShrunkenMaster, only, false);
  }

  /** A run that is about all images. */
  public RunRequest(
      List<String> regions, boolean dryRun, int parallel, boolean acceptShrunkenMaster) {
    this(regions, dryRun, parallel, acceptShrunkenMaster, Map.of());
  }

  /** Whether the run is about this image of the region. */
  public boolean isAbout(RegionName region, String image) {
    return only.isEmpty() || only.getOrDefault(region, Set.of()).contains(image);
  }
}
