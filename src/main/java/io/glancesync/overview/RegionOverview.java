package io.glancesync.overview;

import io.glancesync.plan.HeldBack;
import io.glancesync.plan.Stop;
import io.glancesync.region.RegionName;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What is known of a region. The states of its images are in the {@link ImageMatrix}.
 *
 * @param compared when it was last compared with the master; empty when it was not
 * @param inStep when it was last in step; empty when it was not
 * @param why why it cannot be reached; empty when it answered last
 * @param deviations what is to be said of images that are not in step, by their names
 * @param leftOut of how many more images too much is to be said
 * @param heldBack how many steps guards held back, by {@link Stop#code}, as of the last comparison
 *     of all images
 * @param comparedWhole when all of its images were last compared; empty when they were not. A run
 *     about some images says nothing of the others
 */
public record RegionOverview(
    RegionName region,
    Optional<Instant> compared,
    Optional<Instant> inStep,
    Optional<String> why,
    Map<String, Deviation> deviations,
    int leftOut,
    Map<String, Integer> heldBack,
    Optional<Instant> comparedWhole) {
  /** How much the deviations of a region may take, in characters. */
  static final int MOST = 1 << 16;

  /** A region of which nothing is known yet. */
  public static RegionOverview of(RegionName region) {
    return new RegionOverview(
        region,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        0,
        Map.of(),
        Optional.empty());
  }

  public boolean isReachable() {
    return why.isEmpty();
  }

  RegionOverview unreachable(String reason) {
    return new RegionOverview(
        region,
        compared,
        inStep,
        Optional.of(reason),
        deviations,
        leftOut,
        heldBack,
        comparedWhole);
  }

  RegionOverview reachable() {
    return new RegionOverview(
        region, compared, inStep, Optional.empty(), deviations, leftOut, heldBack, comparedWhole);
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
        region,
        Optional.of(now),
        inStep,
        Optional.empty(),
        kept,
        found.size() - kept.size(),
        heldBack,
        comparedWhole);
  }

  /** The same, after a comparison of all of its images. */
  RegionOverview whole(List<HeldBack> now) {
    Map<String, Integer> byReason =
        now.stream()
            .collect(Collectors.toMap(it -> it.stop().code(), it -> 1, Integer::sum, TreeMap::new));
    return new RegionOverview(
        region, compared, inStep, why, deviations, leftOut, byReason, compared);
  }

  RegionOverview inStepAt(Instant now) {
    return new RegionOverview(
        region, compared, Optional.of(now), why, deviations, leftOut, heldBack, comparedWhole);
  }

  RegionOverview settled(String image) {
    if (!deviations.containsKey(image)) {
      return this;
    }
    var others = new LinkedHashMap<>(deviations);
    others.remove(image);
    return new RegionOverview(
        region, compared, inStep, why, others, leftOut, heldBack, comparedWhole);
  }
}
