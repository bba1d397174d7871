package io.glancesync.run;

import io.glancesync.region.RegionName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * Decides in which order a run works on its regions. They are taken as they were requested, with
 * two exceptions. A region waits while its target has reached its limit of concurrent regions. It
 * also waits while the run works on another region with the same Glance: both would find the same
 * images missing, and create them twice.
 */
final class RegionScheduler {
  private static final long MILLIS = 1000;

  private final List<RegionName> all;
  private final List<RegionName> left;
  private final ToIntFunction<String> most;
  private final Function<RegionName, String> address;
  private final Map<String, Integer> working = new HashMap<>();
  private final Set<String> taken = new HashSet<>();
  private final Set<RegionName> current = new HashSet<>();

  /**
   * @param address the address of the region's Glance
   * @param most how many regions of a target are worked on at the same time; read at each use
   */
  RegionScheduler(
      Collection<RegionName> regions,
      Function<RegionName, String> address,
      ToIntFunction<String> most) {
    all = List.copyOf(regions);
    left = new ArrayList<>(regions);
    this.address = address;
    this.most = most;
  }

  /** The regions that the run is about. */
  List<RegionName> all() {
    return all;
  }

  /** The regions that nobody works on yet. */
  synchronized List<RegionName> waiting() {
    return List.copyOf(left);
  }

  /**
   * The next region, as soon as one may be worked on.
   *
   * @throws InterruptedException if the thread was interrupted while it waited
   */
  synchronized RegionName next() throws InterruptedException {
    while (!left.isEmpty()) {
      for (Iterator<RegionName> it = left.iterator(); it.hasNext(); ) {
        RegionName region = it.next();
        int before = working.getOrDefault(region.target(), 0);
        if (before < most.applyAsInt(region.target()) && taken.add(address.apply(region))) {
          it.remove();
          current.add(region);
          working.put(region.target(), before + 1);
          return region;
        }
      }
      // the limit itself may grow while this waits
      wait(MILLIS);
    }
    throw new NoSuchElementException("no region is left");
  }

  /** Records that the work on the region has ended; does nothing the second time. */
  synchronized void done(RegionName region) {
    if (!current.remove(region)) {
      return;
    }
    working.merge(region.target(), -1, Integer::sum);
    taken.remove(address.apply(region));
    notifyAll();
  }
}
