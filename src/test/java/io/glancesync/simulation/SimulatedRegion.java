package io.glancesync.simulation;

import io.glancesync.embedded.EmbeddedGlance;
import io.glancesync.image.Image;
import io.glancesync.openstack.Glance;
import io.glancesync.region.RegionName;
import java.util.List;

/**
 * A region of the world.
 *
 * @param projectId our project's id there
 */
record SimulatedRegion(RegionName name, EmbeddedGlance glance, String projectId) {
  private static final Glance JSON = new Glance();

  /** All its images at this moment. */
  List<Image> images() {
    return glance.images().stream().map(it -> JSON.image(it.toString())).toList();
  }
}
