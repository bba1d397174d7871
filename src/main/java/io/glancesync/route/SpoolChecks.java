package io.glancesync.route;

import io.glancesync.config.Configuration;
import io.glancesync.image.Image;
import io.glancesync.region.RegionName;
import io.glancesync.report.Check;
import io.glancesync.text.Size;
import io.glancesync.transfer.Spool;
import java.util.Collection;
import java.util.Comparator;
import java.util.function.Supplier;

/** Tells whether the master's largest image could be kept on its way. */
public final class SpoolChecks {
  private final Supplier<Configuration> configuration;
  private final Spool spool;
  private final Contents contents;

  public SpoolChecks(Supplier<Configuration> configuration, Spool spool, Contents contents) {
    this.configuration = configuration;
    this.spool = spool;
    this.contents = contents;
  }

  /** A region was listed. */
  public void listed(Checks.Checkup checkup, RegionName region, Collection<Image> images) {
    if (region.equals(configuration.get().masterRegion()) && spool.isWanted()) {
      images.stream()
          .filter(it -> !contents.isLocal(it))
          .max(Comparator.comparingLong(Image::size))
          .filter(it -> !spool.canHold(it.size()))
          .ifPresent(it -> checkup.add(noRoom(region, it)));
    }
  }

  private static Check noRoom(RegionName region, Image largest) {
    return Check.warning(
        region.toString(),
        "its largest image, %s, has %s: no room to keep it on its way, so that it is read once per region; see glancesync.spool-limit in conf/application.properties, and make room for it and a tenth more in the folder spool of glancesync.var"
            .formatted(largest.name(), Size.of(largest.size())));
  }
}
