package io.glancesync.route;

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
 * The regions of a run, in the order in which they are worked on: as they were asked for, but one
 * of a target that has enough of them under way lets others go first, and so does one whose Glance
 * is at work as another region: both would find the same images missing, and create them twice.
 */
final class RegionScheduler {
  private static final long MILLIS = 1000;

  private final List<RegionName> left;
  private final ToIntFunction<String> most;
  private final Function<RegionName, String> address;
  private final Map<String, Integer> working = new HashMap<>();
  private final Set<String> taken = new HashSet<>();

  /**
   * @param address where the region's Glance is
   * @param most how many regions of a target are worked on at once; asked each time
   */
  RegionScheduler(
      Collection<RegionName> regions,
      Function<RegionName, String> address,
      ToIntFunction<String> most) {
    left = new ArrayList<>(regions);
    this.address = address;
    this.most = most;
  }

  /**
   * The next region, as soon as one may be worked on.
   *
   * @throws InterruptedException while it waited
   */
  synchronized RegionName next() throws InterruptedException {
    while (!left.isEmpty()) {
      for (Iterator<RegionName> it = left.iterator(); it.hasNext(); ) {
        RegionName region = it.next();
        int before = working.getOrDefault(region.target(), 0);
        if (before < most.applyAsInt(region.target()) && taken.add(address.apply(region))) {
          it.remove();
          working.put(region.target(), before + 1);
          return region;
        }
      }
      // also for the number to grow
      wait(MILLIS);
    }
    throw new NoSuchElementException("no region is left");
  }

  /** Nothing more is done for the region. */
  synchronized void done(RegionName region) {
    working.merge(region.target(), -1, Integer::sum);
    taken.remove(address.apply(region));
    notifyAll();
  }
}
