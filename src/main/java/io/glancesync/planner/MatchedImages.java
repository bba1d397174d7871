package io.glancesync.planner;

import io.glancesync.image.Image;
import io.glancesync.plan.SpareCopy;
import io.glancesync.plan.Warning;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The region's image for each selected one of the master.
 *
 * @param byName the counterparts, by the name that both images have
 * @param spares copies made by GlanceSync that exist beside a counterpart
 */
record MatchedImages(
    Map<String, Counterpart> byName, List<SpareCopy> spares, List<Warning> warnings) {
  Optional<Counterpart> counterpart(Image master) {
    return Optional.ofNullable(byName.get(master.name()));
  }

  Optional<Image> of(Image master) {
    return counterpart(master).map(Counterpart::image);
  }
}
