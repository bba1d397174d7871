package io.glancesync.limit;

import io.glancesync.region.RegionName;
import java.util.Map;
import java.util.Optional;

/**
 * The limits that apply at one moment. A region or target without a limit is left out.
 *
 * @param total of all copies together; empty when there is no limit
 */
public record RatesInForce(
    Optional<Rate> total, Map<String, Rate> targets, Map<RegionName, Rate> regions) {
  /** No limit at all. */
  public static final RatesInForce NONE = new RatesInForce(Optional.empty(), Map.of(), Map.of());

  public RatesInForce {
    targets = Map.copyOf(targets);
    regions = Map.copyOf(regions);
  }
}
