package io.glancesync.deadletter;

import static java.util.Objects.requireNonNull;

import io.glancesync.image.Image;
import io.glancesync.plan.Action;
import io.glancesync.plan.Plan;
import io.glancesync.plan.State;
import io.glancesync.plan.Step;
import io.glancesync.planner.MasterImages;
import io.glancesync.report.TransferResult;
import io.glancesync.report.TransferResult.TransferOutcome;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What a run decided about a dead letter.
 *
 * @param why the reason, as a text that follows a colon
 */
public record Resolution(DeadLetter letter, Decision verdict, String why) {
  /** What happens to the letter. */
  public enum Decision {
    /** The run did what the letter asks for. */
    DONE,
    /** The image in the region was up to date already when the run began. */
    RESOLVED,
    /** The transfer is no longer needed. */
    LAPSED,
    /** The transfer failed again or still waits: the letter stays. */
    STAYS,
    /** A route did not let the transfer go: the letter stays. */
    HELD
  }

  public Resolution {
    requireNonNull(letter, "letter");
    requireNonNull(verdict, "verdict");
    requireNonNull(why, "why");
  }

  /** Whether the letter is closed. */
  public boolean isClosed() {
    return verdict != Decision.STAYS && verdict != Decision.HELD;
  }

  /**
   * Decides about a letter from what a run planned and did in its region.
   *
   * @param results the results of the run's transfers; those of other regions are ignored
   */
  public static Resolution of(
      DeadLetter letter, Plan plan, MasterImages master, Collection<TransferResult> results) {
    List<TransferResult> own =
        results.stream()
            .filter(it -> it.region().equals(letter.region()))
            .filter(it -> isAbout(letter, it))
            .toList();
    for (TransferResult result : own) {
      if (result.outcome() != TransferOutcome.DONE) {
        return ofUndone(letter, result);
      }
    }
    return own.isEmpty()
        ? byState(letter, plan, master)
        : new Resolution(letter, Decision.DONE, "done");
  }

  /** A region may have several images of one name that are taken out of use. */
  private static boolean isAbout(DeadLetter letter, TransferResult result) {
    Step step = letter.transfer().step();
    return result.image().equals(letter.image())
        && (!(step instanceof Step.Remove) || result.regionId().equals(step.regionId()));
  }

  /**
   * The same decision by a run with other rules than the configuration: it cannot tell what is
   * needed.
   */
  public Resolution ofNarrowedRun() {
    return verdict == Decision.LAPSED
        ? new Resolution(
            letter, Decision.STAYS, "this run has other rules than the configuration (--config)")
        : this;
  }

  /**
   * Decides about a letter whose image has a step that was not done. A step that failed with
   * another id or action has a letter of its own.
   */
  private static Resolution ofUndone(DeadLetter letter, TransferResult result) {
    boolean isSame =
        result.masterId().equals(letter.transfer().step().masterId())
            && result.action() == letter.transfer().step().action();
    Decision stays = result.outcome().isDecidedByRoute() ? Decision.HELD : Decision.STAYS;
    return isSame || result.attempts() == 0
        ? new Resolution(letter, stays, result.error().orElse("it still waits"))
        : new Resolution(
            letter,
            Decision.LAPSED,
            "another transfer takes its place (%s%s), and failed"
                .formatted(
                    result.action().text(),
                    result.masterId().map(" of the master's image %s"::formatted).orElse("")));
  }

  private static Resolution byState(DeadLetter letter, Plan plan, MasterImages master) {
    Optional<State> state =
        plan.states().stream()
            .filter(it -> it.master().name().equals(letter.image()))
            .map(it -> it.state())
            .findFirst();
    return state.map(it -> byState(letter, it)).orElseGet(() -> ofUnselected(letter, plan, master));
  }

  private static Resolution byState(DeadLetter letter, State state) {
    return switch (state) {
      case OK -> new Resolution(letter, Decision.RESOLVED, "in step meanwhile");
      case OK_STALLED_CHECKSUM -> lapsed(letter, "dontupdate protects the region's image now");
      case ERROR_CHECKSUM ->
          lapsed(letter, "the region has other content now, and no rule says what to do");
      case ERROR_AMI -> lapsed(letter, "its kernel or ramdisk is not selected any more");
      case PENDING_UPLOAD, PENDING_METADATA, PENDING_AMI, PENDING_REPLACE, PENDING_RENAME ->
          new Resolution(letter, Decision.STAYS, "it still waits");
    };
  }

  private static Resolution ofUnselected(DeadLetter letter, Plan plan, MasterImages master) {
    // a master list that a guard does not trust does not prove that an image is gone
    if (!plan.stops().isEmpty()) {
      return new Resolution(letter, Decision.STAYS, "a guard holds this run back");
    }
    boolean isThere = master.all().stream().map(Image::name).anyMatch(letter.image()::equals);
    if (!isThere) {
      return lapsed(letter, "%s has no such image any more".formatted(master.region()));
    }
    return lapsed(
        letter,
        letter.transfer().step().action() == Action.OBSOLETE
            ? "nothing is left to be retired"
            : "it is not selected any more");
  }

  private static Resolution lapsed(DeadLetter letter, String why) {
    return new Resolution(letter, Decision.LAPSED, why);
  }
}
