package io.glancesync.overview;

import io.glancesync.plan.Plan;
import io.glancesync.plan.State;
import io.glancesync.region.RegionName;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** What is known of regions. Guarded by its {@link OverviewTracker}. */
final class RegionBoard {
  /** More regions than anybody has; a catalog may say what it likes. */
  private static final int MOST = 1000;

  private final Map<RegionName, RegionOverview> regions = new TreeMap<>();

  /** Those of which the last comparison was about some images: it tells nothing of the others. */
  private final Set<RegionName> partly = new HashSet<>();

  private ImageMatrix matrix = ImageMatrix.EMPTY;

  List<RegionOverview> all() {
    return List.copyOf(regions.values());
  }

  ImageMatrix matrix() {
    return matrix;
  }

  /**
   * Records a comparison.
   *
   * @param isWhole whether it was about all images
   */
  void compared(Plan plan, boolean isWhole, Instant now) {
    RegionName region = plan.region();
    matrix = matrix.compared(region, plan.states(), isWhole);
    Map<String, Deviation> found = Deviation.of(plan);
    change(region, it -> it.comparedAt(now, isWhole ? found : merged(it, plan, found)));
    if (isWhole) {
      change(region, it -> it.whole(plan.heldBack()));
      partly.remove(region);
      noteStep(region, now);
    } else {
      partly.add(region);
    }
  }

  /** What an earlier comparison found of other images stays. */
  private static Map<String, Deviation> merged(
      RegionOverview before, Plan plan, Map<String, Deviation> found) {
    var all = new LinkedHashMap<>(before.deviations());
    plan.states().forEach(it -> all.remove(it.master().name()));
    all.putAll(found);
    return all;
  }

  /** Records that an image of the region is in step now. */
  void done(RegionName region, String image, Instant now) {
    // one that is left alone, or is not selected, does not become ok by what is done beside it
    boolean wasPending =
        Cell.state(matrix.cell(region, image))
            .filter(it -> it.isCopy() || it == State.PENDING_METADATA || it == State.PENDING_AMI)
            .isPresent();
    if (wasPending) {
      matrix = matrix.changed(region, image, State.OK);
      change(region, it -> it.settled(image));
      noteStep(region, now);
    }
  }

  private void noteStep(RegionName region, Instant now) {
    boolean isWhole = !partly.contains(region) && regions.get(region).comparedWhole().isPresent();
    if (isWhole && matrix.isInStep(region)) {
      change(region, it -> it.inStepAt(now));
    }
  }

  /** Records that the region cannot be reached; returns whether that is new. */
  boolean unreachable(RegionName region, String why) {
    boolean isNew = !regions.containsKey(region) || regions.get(region).isReachable();
    change(region, it -> it.unreachable(why));
    return isNew;
  }

  /** Records that the region answers; returns whether it was unreachable before. */
  boolean reachable(RegionName region) {
    boolean isNew = regions.containsKey(region) && !regions.get(region).isReachable();
    change(region, RegionOverview::reachable);
    return isNew;
  }

  private void change(RegionName region, UnaryOperator<RegionOverview> how) {
    regions.put(region, how.apply(regions.getOrDefault(region, RegionOverview.of(region))));
    if (regions.size() > MOST) {
      oldest(regions.values(), region)
          .ifPresent(
              it -> {
                regions.remove(it);
                partly.remove(it);
                matrix = matrix.without(it);
              });
    }
  }

  private static Optional<RegionName> oldest(Collection<RegionOverview> all, RegionName but) {
    return all.stream()
        .filter(it -> !it.region().equals(but))
        .min(Comparator.comparing(it -> it.compared().orElse(Instant.MIN)))
        .map(RegionOverview::region);
  }
}
