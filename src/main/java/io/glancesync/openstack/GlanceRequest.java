package io.glancesync.openstack;

import io.glancesync.region.RegionName;

/**
 * A request to the Glance of a region. It is the body that a route of requests gets; the route
 * keeps it in the variable {@code request} until it has the answer.
 */
public interface GlanceRequest {
  /** The region whose Glance is asked. */
  RegionName region();

  /** The body that is sent; null when there is none. */
  default Object content() {
    return null;
  }
}
