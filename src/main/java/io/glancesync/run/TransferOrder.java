package io.glancesync.run;

import io.glancesync.limit.Capacity;
import io.glancesync.region.RegionName;
import io.glancesync.transfer.Transfer;
import java.util.ArrayList;
import java.util.List;

/** The order in which the transfers of a phase begin. */
public final class TransferOrder {
  private final Capacity capacity;

  public TransferOrder(Capacity capacity) {
    this.capacity = capacity;
  }

  /**
   * Small images come first. Where several are copied at the same time, the largest begins beside
   * them, so that nobody waits for it alone at the end.
   *
   * @param transfers from small to large
   */
  public List<Transfer> of(RegionName region, List<Transfer> transfers) {
    if (capacity.copiesPerRegion(region.target()) < 2 || transfers.size() < 3) {
      return transfers;
    }
    var ordered = new ArrayList<>(transfers);
    ordered.add(1, ordered.remove(ordered.size() - 1));
    return ordered;
  }
}
