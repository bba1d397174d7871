package io.glancesync.limit;

import io.glancesync.region.RegionName;

/** Receives which regions a probe found to be down, and up again. */
public interface OutageListener {
  /**
   * A region went down.
   *
   * @param why the error of the first probe
   */
  void down(RegionName region, String why);

  void up(RegionName region);
}
