package io.glancesync.openstack;

import static java.util.Objects.requireNonNull;

import io.glancesync.region.RegionName;

/**
 * A request for a list of images, page by page.
 *
 * @param listing the pages so far; it knows the query of the next one
 */
public record ListingRequest(RegionName region, Listing listing) implements GlanceRequest {
  public ListingRequest {
    requireNonNull(region, "region");
    requireNonNull(listing, "listing");
  }
}
