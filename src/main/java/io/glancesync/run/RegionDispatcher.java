package io.glancesync.run;

import static java.util.stream.Collectors.toMap;

import io.glancesync.limit.Capacity;
import io.glancesync.openstack.TokenCache;
import io.glancesync.region.RegionName;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Hands out the regions of a run, one after the other, to the threads that work on them. */
public final class RegionDispatcher {
  private final TokenCache tokenCache;
  private final Capacity capacity;
  private final RunResources resources;

  public RegionDispatcher(TokenCache tokenCache, Capacity capacity, RunResources resources) {
    this.tokenCache = tokenCache;
    this.capacity = capacity;
    this.resources = resources;
  }

  /** Sets the regions that the run is about. */
  public void expect(Run run, Collection<RegionName> regions) {
    Map<RegionName, String> addresses =
        regions.stream().distinct().collect(toMap(it -> it, tokenCache::address));
    run.expect(new RegionScheduler(regions, addresses::get, this::regionsAtOnce));
    if (!run.isDryRun()) {
      resources.spool().expect(regions);
    }
  }

  /** The regions that nobody works on yet. */
  public List<RegionName> regions(Run run) {
    return run.regionScheduler().waiting();
  }

  /**
   * A thread that waits for a region works on none, so the regions that are down are added to the
   * limit.
   */
  private int regionsAtOnce(String target) {
    return capacity.regions(target) + resources.availability().downRegionsOf(target);
  }

  /**
   * The region to work on next.
   *
   * @throws InterruptedException if the thread was interrupted while it waited for others of its
   *     target
   */
  public RegionName next(Run run) throws InterruptedException {
    return run.regionScheduler().next();
  }

  /** Records that the work on the region has ended, whatever the result. */
  public void left(Run run, RegionName region) {
    run.regionScheduler().done(region);
  }
}
