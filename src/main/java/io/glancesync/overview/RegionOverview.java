package io.glancesync.overview;

import io.glancesync.region.RegionName;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of a region. The states of its images are in the {@link ImageMatrix}.
 *
 * @param compared when it was last compared with the master; empty when it was not
 * @param inStep when it was last in step; empty when it was not
 * @param why why it cannot be reached; empty when it answered last
 * @param deviations what is to be said of images that are not in step, by their names
 * @param leftOut of how many more images too much is to be said
 */
public record RegionOverview(
    RegionName region,
    Optional<Instant> compared,
    Optional<Instant> inStep,
    Optional<String> why,
    Map<String, Deviation> deviations,
    int leftOut) {
  /** How much the deviations of a region may take, in characters. */
  static final int MOST = 1 << 16;

  static RegionOverview of(RegionName region) {
    return new RegionOverview(
        region, Optional.empty(), Optional.empty(), Optional.empty(), Map.of(), 0);
  }

  public boolean isReachable() {
    return why.isEmpty();
  }

  RegionOverview unreachable(String reason) {
    return new RegionOverview(region, compared, inStep, Optional.of(reason), deviations, leftOut);
  }

  RegionOverview reachable() {
    return new RegionOverview(region, compared, inStep, Optional.empty(), deviations, leftOut);
  }

  RegionOverview comparedAt(Instant now, Map<String, Deviation> found) {
    var kept = new LinkedHashMap<String, Deviation>();
    int room = MOST;
    for (Map.Entry<String, Deviation> it : found.entrySet()) {
      int weight = it.getKey().length() + it.getValue().weight();
      if (weight <= room) {
        room -= weight;
        kept.put(it.getKey(), it.getValue());
      }
    }
    return new RegionOverview(
        region, Optional.of(now), inStep, Optional.empty(), kept, found.size() - kept.size());
  }

  RegionOverview inStepAt(Instant now) {
    return new RegionOverview(region, compared, Optional.of(now), why, deviations, leftOut);
  }

  RegionOverview settled(String image) {
    if (!deviations.containsKey(image)) {
      return this;
    }
    var others = new LinkedHashMap<>(deviations);
    others.remove(image);
    return new RegionOverview(region, compared, inStep, why, others, leftOut);
  }
}
