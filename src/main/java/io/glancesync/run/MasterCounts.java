package io.glancesync.run;

import io.glancesync.region.RegionName;
import java.util.Optional;

/**
 * The number of images in each master region when its list was last trusted.
 *
 * <p>Only a run writes it, and only one run works at a time; others may read meanwhile. No failure
 * here stops a run: it is logged with a warning, and the run, or the next one, has less to compare
 * with. So no method throws.
 */
public interface MasterCounts {
  /** The number for a region; empty when no run has recorded one yet, or when it is not known. */
  Optional<Integer> of(RegionName master);

  /**
   * Records a number in place of the earlier one. Numbers that cannot be understood are set aside,
   * and may be lost with those of other regions.
   *
   * @param images how many images the region has, which may be none
   */
  void remember(RegionName master, int images);

  /** Why the numbers are not known; empty when they are. Changes nothing. */
  Optional<String> problem();
}
