package io.glancesync.planner;

import io.glancesync.plan.Action;
import io.glancesync.plan.Companion;
import io.glancesync.plan.HeldBack;
import io.glancesync.plan.Plan;
import io.glancesync.plan.SpareCopy;
import io.glancesync.plan.Step;
import io.glancesync.plan.Stop;
import io.glancesync.plan.Warning;
import io.glancesync.region.RegionName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What keeps a mistake in the master region from reaching the images that regions have.
 *
 * @param shrunkenMaster the share, in percent, of an earlier list of the master that a list must
 *     have; 0 for any list
 * @param mostReplaced how many images a run may replace or rename, all regions together
 */
public record Guards(int shrunkenMaster, int mostReplaced) {
  /** A shorter list says nothing when it shrinks: a few images are soon deleted on purpose. */
  private static final int FEWEST = 10;

  /**
   * Whether the master's list is so much shorter than before that somebody has to confirm it.
   *
   * @param earlier how many images counted in the last run that was not stopped; empty when there
   *     was none
   */
  public Optional<Stop> shrinkage(MasterImages master, Optional<Integer> earlier) {
    long now = master.all().size();
    return earlier
        .filter(before -> before >= FEWEST && now * 100 < (long) before * shrunkenMaster)
        .map(before -> shrunken(master.region(), now, before));
  }

  private static Stop shrunken(RegionName master, long now, int before) {
    String images =
        now == 0 ? "no image" : now == 1 ? "only 1 image" : "only %d images".formatted(now);
    return new Stop(
        "%s lists %s, after %d in an earlier run".formatted(master, images, before),
        "see that none is missing there, then confirm it with sync --accept-shrunken-master");
  }

  /** What is said of a list that shrank where there was nothing to hold back. */
  public static Warning nothingHeldBack(RegionName master, Stop shrinkage) {
    return new Warning(
        Warning.Code.MASTER_SHRUNK,
        master,
        "",
        "%s; nothing was to be held back, but see that no image is missing there"
            .formatted(shrinkage.cause()));
  }

  private Stop limit() {
    return new Stop(
        "a run replaces or renames at most %d image%s"
            .formatted(mostReplaced, mostReplaced == 1 ? "" : "s"),
        "see that all of it is meant; the next run does as many more, and glancesync.guard.max-replacements sets how many");
  }

  /**
   * Lets through what may be done; what may not stands in the plan as held back.
   *
   * @param shrinkage as of {@link #shrinkage}; then only missing images are copied
   * @param replaced how many images this run replaces or renames in other regions
   */
  public Plan over(Plan plan, Optional<Stop> shrinkage, int replaced) {
    return new Passage(plan, shrinkage, replaced).plan();
  }

  /** One plan on its way through. */
  private final class Passage {
    private final Plan plan;
    private final Optional<Stop> shrinkage;
    private final Set<Stop> stops = new LinkedHashSet<>();
    private final List<HeldBack> heldBack = new ArrayList<>();
    private final Map<String, Stop> stoppedCopies = new LinkedHashMap<>();
    private int replaced;

    private Passage(Plan plan, Optional<Stop> shrinkage, int replaced) {
      this.plan = plan;
      this.shrinkage = shrinkage;
      this.replaced = replaced;
      // noted even where it stops nothing: such a list proves no image gone
      shrinkage.ifPresent(stops::add);
    }

    private Plan plan() {
      // in the plan's order, in which a kernel comes before what needs it
      List<List<Step>> phases =
          plan.phases().stream()
              .map(phase -> phase.stream().filter(this::passes).toList())
              .toList();
      List<SpareCopy> deletable = shrinkage.isPresent() ? List.of() : plan.spares();
      return plan.guarded(phases, deletable, List.copyOf(stops), heldBack);
    }

    private boolean passes(Step step) {
      Optional<Companion> missing =
          step.companions().stream()
              .filter(it -> stoppedCopies.containsKey(it.master().name()))
              .findFirst();
      if (missing.isPresent()) {
        Stop stop = stoppedCopies.get(missing.get().master().name());
        return hold(step, stop, HeldBack.of(step, plan.region(), missing.get(), stop));
      }
      Optional<Stop> stop = stop(step.action());
      if (stop.isPresent()) {
        return hold(step, stop.get(), HeldBack.of(step, plan.region(), stop.get()));
      }
      if (step.action().isReplacement()) {
        replaced++;
      }
      return true;
    }

    private boolean hold(Step step, Stop stop, HeldBack held) {
      stops.add(stop);
      heldBack.add(held);
      if (step instanceof Step.Copy) {
        stoppedCopies.put(step.imageName(), stop);
      }
      return false;
    }

    private Optional<Stop> stop(Action action) {
      return switch (action) {
        case UPLOAD -> Optional.empty();
        case METADATA, AMI, OBSOLETE -> shrinkage;
        case REPLACE, RENAME ->
            shrinkage.or(() -> replaced < mostReplaced ? Optional.empty() : Optional.of(limit()));
      };
    }
  }
}
