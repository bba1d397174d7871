package io.glancesync.check;

import io.glancesync.config.Configuration;
import io.glancesync.content.Spool;
import io.glancesync.copy.ContentProvider;
import io.glancesync.image.Image;
import io.glancesync.region.RegionName;
import io.glancesync.report.Check;
import io.glancesync.text.Size;
import java.util.Collection;
import java.util.Comparator;
import java.util.function.Supplier;

/** Reports whether the spool has room for the master's images, up to the largest. */
public final class SpoolChecks {
  private static final String NOT_WANTED =
      "each image is read once per region, as glancesync.spool.max-size = 0 keeps none on its way";

  private final Supplier<Configuration> configuration;
  private final Spool spool;
  private final ContentProvider contentProvider;

  public SpoolChecks(
      Supplier<Configuration> configuration, Spool spool, ContentProvider contentProvider) {
    this.configuration = configuration;
    this.spool = spool;
    this.contentProvider = contentProvider;
  }

  /** Checks the list of the master region. */
  public void listed(TargetChecks.Checkup checkup, RegionName region, Collection<Image> images) {
    if (!region.equals(configuration.get().masterRegion())) {
      return;
    }
    if (!spool.isEnabled()) {
      checkup.add(Check.ok(region.toString(), NOT_WANTED));
    } else if (spool.problem().isPresent()) {
      checkup.add(unusable(region, spool.problem().get()));
    } else {
      images.stream()
          .filter(it -> !contentProvider.isLocal(it))
          .max(Comparator.comparingLong(Image::size))
          .filter(it -> !spool.canHold(it.size()))
          .ifPresent(it -> checkup.add(noRoom(region, it)));
    }
  }

  private static Check unusable(RegionName region, String problem) {
    return Check.warning(
        region.toString(),
        "no image can be kept on its way (%s), so that each is read once per region; put that right, or set glancesync.var to another folder"
            .formatted(problem));
  }

  private static Check noRoom(RegionName region, Image largest) {
    return Check.warning(
        region.toString(),
        "its largest image, %s, has %s: no room to keep it on its way, so that it is read once per region; see glancesync.spool.max-size in conf/application.properties, and make room for it and a tenth more in the folder spool of glancesync.var"
            .formatted(largest.name(), Size.of(largest.size())));
  }
}
