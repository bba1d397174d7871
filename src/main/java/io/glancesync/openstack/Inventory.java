package io.glancesync.openstack;

import java.util.List;

/**
 * The images of several regions.
 *
 * @param regions the master region first
 * @param errors one for each region that could not be listed
 */
public record Inventory(List<RegionImages> regions, List<ListingFailure> errors) {
  public Inventory {
    regions = List.copyOf(regions);
    errors = List.copyOf(errors);
  }
}
