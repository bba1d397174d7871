package io.glancesync.openstack;

import io.glancesync.region.RegionName;
import java.util.List;

/**
 * The regions there are.
 *
 * @param errors one for each target that could not be asked
 */
public record Found(List<RegionName> regions, List<Unlisted> errors) {
  public Found {
    regions = List.copyOf(regions);
    errors = List.copyOf(errors);
  }
}
