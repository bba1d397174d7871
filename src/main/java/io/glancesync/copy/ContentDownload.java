package io.glancesync.copy;

import static java.util.Objects.requireNonNull;

import io.glancesync.content.SpoolFile;
import io.glancesync.image.ImageId;
import io.glancesync.openstack.GlanceRequest;
import io.glancesync.region.RegionName;

/**
 * A request for the content of a master's image, part by part.
 *
 * @param file the spool file that the content is written to
 */
public record ContentDownload(RegionName region, ImageId id, SpoolFile file)
    implements GlanceRequest {
  public ContentDownload {
    requireNonNull(region, "region");
    requireNonNull(id, "id");
    requireNonNull(file, "file");
  }
}
