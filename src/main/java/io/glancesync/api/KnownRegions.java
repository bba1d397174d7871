package io.glancesync.api;

import io.glancesync.openstack.ListingFailure;
import io.glancesync.openstack.RegionList;
import io.glancesync.region.RegionName;
import io.glancesync.time.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The regions that there are, as {@code glancesync regions} lists them. They are remembered for a
 * minute, or for some seconds if a target could not be asked.
 */
public final class KnownRegions {
  private static final Duration REMEMBERED = Duration.ofMinutes(1);
  private static final Duration INCOMPLETE = Duration.ofSeconds(5);

  private final Supplier<Set<String>> targets;
  private final Ticker ticker;
  private volatile Found found;

  /**
   * @param targets the names of the targets of the configuration
   */
  public KnownRegions(Supplier<Set<String>> targets, Ticker ticker) {
    this.targets = targets;
    this.ticker = ticker;
  }

  private record Found(List<RegionName> regions, List<ListingFailure> errors, long from) {
    boolean hasTarget(String target) {
      return regions.stream().anyMatch(it -> it.target().equals(target));
    }
  }

  /** Whether they have to be looked up. */
  public boolean isStale() {
    Found now = found;
    return now == null
        || ticker.since(now.from()).compareTo(now.errors().isEmpty() ? REMEMBERED : INCOMPLETE)
            >= 0;
  }

  /** Remembers the regions. */
  public void found(RegionList regions) {
    found = new Found(regions.regions(), regions.errors(), ticker.nanos());
  }

  /**
   * The request with its region as users write it: {@code master:Burgos} is {@code Burgos}.
   *
   * @throws ApiException if there is no such region, or if its target could not be asked
   */
  public ApiRequest require(ApiRequest request) {
    Found now = found;
    RegionName region = RegionName.of(request.region());
    if (!now.regions().contains(region)) {
      boolean isUnknown = now.errors().isEmpty() || !targets.get().contains(region.target());
      throw isUnknown || now.hasTarget(region.target())
          ? ApiException.unknownRegion(request.region(), names(now))
          : ApiException.unavailable(now.errors().get(0).text());
    }
    return request.about(region.toString());
  }

  /**
   * Makes sure that a region exists, as far as its target could be asked.
   *
   * @param word as users write it; also a target without a region
   * @throws ApiException if it does not
   */
  public void requireIfTold(String word) {
    Found now = found;
    RegionName region = RegionName.of(word);
    if (now != null
        && !region.region().isEmpty()
        && now.hasTarget(region.target())
        && !now.regions().contains(region)) {
      throw ApiException.unknownRegion(word, names(now));
    }
  }

  private static List<String> names(Found found) {
    return found.regions().stream().map(RegionName::toString).toList();
  }
}
