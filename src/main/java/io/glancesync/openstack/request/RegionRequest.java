package io.glancesync.openstack.request;

import static java.util.Objects.requireNonNull;

import io.glancesync.openstack.GlanceRequest;
import io.glancesync.region.RegionName;

/**
 * A request that is about the region itself, such as a probe.
 *
 * @param region for a sign-in only its target matters
 */
public record RegionRequest(RegionName region) implements GlanceRequest {
  public RegionRequest {
    requireNonNull(region, "region");
  }
}
