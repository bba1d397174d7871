package io.glancesync.api;

import io.glancesync.openstack.RegionList;
import io.glancesync.region.RegionName;
import io.glancesync.time.Ticker;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The regions that there are, as {@code glancesync regions} lists them, remembered for a minute.
 */
public final class KnownRegions {
  private static final Duration REMEMBERED = Duration.ofMinutes(1);

  private final Ticker ticker;
  private volatile Found found;

  public KnownRegions(Ticker ticker) {
    this.ticker = ticker;
  }

  private record Found(Set<String> regions, long from) {}

  /** Whether they have to be looked up. */
  public boolean isStale() {
    Found now = found;
    return now == null || ticker.since(now.from()).compareTo(REMEMBERED) >= 0;
  }

  /** Remembers the regions. */
  public void found(RegionList regions) {
    found =
        new Found(
            regions.regions().stream().map(RegionName::toString).collect(Collectors.toSet()),
            ticker.nanos());
  }

  /**
   * The request with its region as users write it: {@code master:Burgos} is {@code Burgos}.
   *
   * @throws ApiException if there is no such region
   */
  public ApiRequest require(ApiRequest request) {
    String region = RegionName.of(request.region()).toString();
    if (found == null || !found.regions().contains(region)) {
      throw ApiException.unknownRegion(request.region());
    }
    return new ApiRequest(
        request.id(), region, request.task(), request.image(), request.token(), request.caller());
  }
}
