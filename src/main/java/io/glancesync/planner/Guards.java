package io.glancesync.planner;

import io.glancesync.plan.HeldBack;
import io.glancesync.plan.Plan;
import io.glancesync.plan.RegionMemory;
import io.glancesync.plan.Step;
import io.glancesync.plan.Stop;
import io.glancesync.plan.Warning;
import io.glancesync.plan.WithdrawnImage;
import io.glancesync.region.RegionName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What keeps a mistake in the master region from reaching the images that regions have.
 *
 * @param shrunkenMaster the share, in percent, of an earlier list of the master that a list must
 *     have; 0 for any list
 * @param mostReplaced how many images a run may replace or rename, all regions together
 * @param mostRemoved how many images a run may take out of use, all regions together; those that
 *     make room for a newer one do not count
 */
public record Guards(int shrunkenMaster, int mostReplaced, int mostRemoved) {
  /**
   * What a run is about to do in other regions.
   *
   * @param replaced how many images it replaces or renames
   * @param removed how many images it takes out of use
   */
  public record Tally(int replaced, int removed) {
    /** At the beginning of a run. */
    public static final Tally NOTHING = new Tally(0, 0);
  }

  /**
   * @param plan as it was let through
   * @param tally with what that plan does
   */
  public record Passed(Plan plan, Tally tally) {}

  /**
   * What one run is about to do so far, all regions together.
   *
   * <p>The regions of a run may be planned at once, by several processes. Each plan finds what all
   * plans before it do: no other is counted between its question and its answer. What a plan does
   * is counted for good before it is returned, and so before anything of it is done. Without an
   * answer, nothing is counted.
   */
  public interface RunTally {
    /**
     * Lets the plan of a region through.
     *
     * @param guards what may pass, given what the run does in other regions; it may be asked more
     *     than once, the last answer counts
     */
    Passed pass(Function<Tally, Passed> guards);
  }

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
        "see that none is missing there, then confirm it with sync --accept-shrunken-master",
        Optional.of(new Stop.Acceptance("shrunken-master")));
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

  /**
   * Whether the rules select so much less for a region than before, or so much else, that somebody
   * has to confirm what is withdrawn there.
   *
   * @param plan of the region, for all images
   * @param memory what earlier runs noted of it
   */
  public Optional<Stop> narrowing(Plan plan, RegionMemory memory) {
    int now = plan.states().size();
    long lost =
        plan.withdrawn().stream()
            .filter(it -> !memory.withdrawn().containsKey(it.image().id()))
            .map(WithdrawnImage::masterName)
            .distinct()
            .count();
    return memory
        .selected()
        .filter(before -> !plan.withdrawn().isEmpty() && (now * 2 < before || lost * 2 > before))
        .map(before -> narrowed(plan.region(), now, before));
  }

  private static Stop narrowed(RegionName region, int now, int before) {
    String images = now == 1 ? "1 image" : now + " images";
    return new Stop(
        now * 2 < before
            ? "the rules select only %s for %s, after %d in an earlier run"
                .formatted(images, region, before)
            : "the rules select %s for %s, and less than half of the %d of an earlier run"
                .formatted(images, region, before),
        "see that none is missing by mistake, then confirm it with sync --accept-narrowed-selection",
        Optional.of(new Stop.Acceptance("narrowed-selection")));
  }

  /** What is said as long as no grace has begun, so that there was nothing to hold back. */
  public static Warning nothingDue(RegionName region, Stop narrowing) {
    return new Warning(
        Warning.Code.SELECTION_NARROWED,
        region,
        "",
        "%s; until that is settled no grace begins there; %s"
            .formatted(narrowing.cause(), narrowing.remedy()));
  }

  private Stop mostRemovedStop() {
    return atMost(
        "takes %s out of use",
        new Stop.GuardLimit(
            "glancesync.guard.max-withdrawals",
            "how many images a run may take out of use",
            mostRemoved));
  }

  private Stop limit() {
    return atMost(
        "replaces or renames %s",
        new Stop.GuardLimit(
            "glancesync.guard.max-replacements",
            "how many images a run may replace or rename",
            mostReplaced));
  }

  /**
   * @param deed what a run does, with a %s for the images
   */
  private static Stop atMost(String deed, Stop.GuardLimit limit) {
    int most = limit.most();
    String property = limit.property();
    if (most == 0) {
      return new Stop(
          "%s is 0, so that a run %s".formatted(property, deed.formatted("no image")),
          "to let some pass, set %s in conf/application.properties to how many".formatted(property),
          Optional.of(limit));
    }
    String images = "at most %d image%s".formatted(most, most == 1 ? "" : "s");
    return new Stop(
        "a run " + deed.formatted(images),
        "see that all of it is meant; the next run does as many more, and %s in conf/application.properties sets how many"
            .formatted(property),
        Optional.of(limit));
  }

  /**
   * Lets through what may be done; what may not stands in the plan as held back.
   *
   * @param shrinkage as of {@link #shrinkage}; then only missing images are copied
   * @param narrowing as of {@link #narrowing}; then nothing is withdrawn
   * @param tally what this run does in other regions
   */
  public Passed over(Plan plan, Optional<Stop> shrinkage, Optional<Stop> narrowing, Tally tally) {
    return new Passage(plan, shrinkage, narrowing, tally).passed();
  }

  /** One plan on its way through. */
  private final class Passage {
    private final Plan plan;
    private final Optional<Stop> shrinkage;
    private final Optional<Stop> narrowing;
    private final Set<Stop> stops = new LinkedHashSet<>();
    private final List<HeldBack> heldBack = new ArrayList<>();
    private final StoppedCopies stoppedCopies;
    private final Set<String> replacedNames = new HashSet<>();
    private int replaced;
    private int removed;

    private Passage(Plan plan, Optional<Stop> shrinkage, Optional<Stop> narrowing, Tally tally) {
      this.plan = plan;
      stoppedCopies = new StoppedCopies(plan.region());
      this.shrinkage = shrinkage;
      this.narrowing = narrowing;
      this.replaced = tally.replaced();
      this.removed = tally.removed();
      // noted even where it stops nothing: such a list proves no image gone
      shrinkage.ifPresent(stops::add);
    }

    private Passed passed() {
      // in the plan's order, in which a kernel comes before what needs it
      List<List<Step>> phases =
          plan.phases().stream()
              .map(phase -> phase.stream().filter(this::passes).toList())
              .toList();
      Plan trusted = shrinkage.isPresent() ? plan.withoutSpares() : plan;
      return new Passed(
          trusted.guarded(phases, List.copyOf(stops), heldBack), new Tally(replaced, removed));
    }

    private boolean passes(Step step) {
      if (stoppedCopies.isRoomInVain(step)) {
        return false;
      }
      Optional<HeldBack> dependent = stoppedCopies.dependent(step);
      if (dependent.isPresent()) {
        heldBack.add(dependent.get());
        return false;
      }
      if (step instanceof Step.Remove remove && isLeftToNextRun(remove)) {
        return false;
      }
      Optional<Stop> stop = stop(step);
      if (stop.isPresent()) {
        stops.add(stop.get());
        heldBack.add(stoppedCopies.stop(step, stop.get()));
        return false;
      }
      count(step);
      return true;
    }

    private Optional<Stop> stop(Step step) {
      return switch (step.action()) {
        case UPLOAD -> Optional.empty();
        case METADATA, AMI, OBSOLETE -> shrinkage;
        case HIDE, DEACTIVATE, DELETE -> shrinkage.or(() -> stopOfRemoval(step));
        case REPLACE, RENAME ->
            shrinkage.or(() -> replaced < mostReplaced ? Optional.empty() : Optional.of(limit()));
      };
    }

    private Optional<Stop> stopOfRemoval(Step step) {
      return step instanceof Step.Remove remove && remove.isWithdrawal()
          ? narrowing.or(() -> Optional.of(mostRemovedStop()).filter(it -> removed >= mostRemoved))
          : Optional.empty();
    }

    /** What only makes room waits without a word: nobody has to confirm it. */
    private boolean isLeftToNextRun(Step.Remove step) {
      return !step.isWithdrawal()
          && (shrinkage.isPresent() || isCounted(step) && removed >= mostRemoved);
    }

    private void count(Step step) {
      if (step.action().isReplacement()) {
        replaced++;
        replacedNames.add(step.imageName());
      } else if (step instanceof Step.Remove remove && isCounted(remove)) {
        removed++;
      } else if (step instanceof Step.Remove remove) {
        // one for one
        replacedNames.remove(remove.masterName());
      }
    }

    private boolean isCounted(Step.Remove step) {
      return step.isWithdrawal() || !replacedNames.contains(step.masterName());
    }
  }
}
