package io.glancesync.openstack;

import io.glancesync.image.Image;
import io.glancesync.region.RegionName;
import java.util.List;

/**
 * What a region has.
 *
 * @param projectId our project there
 */
public record RegionImages(RegionName region, String projectId, List<Image> images) {
  public RegionImages {
    images = List.copyOf(images);
  }
}
