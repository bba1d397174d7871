package io.glancesync.openstack;

import io.glancesync.region.RegionName;
import java.util.List;

/**
 * The regions there are.
 *
 * @param errors one for each target that could not be asked
 */
public record RegionList(List<RegionName> regions, List<ListingFailure> errors) {
  public RegionList {
    regions = List.copyOf(regions);
    errors = List.copyOf(errors);
  }
}
