package io.glancesync.transfer;

import static java.util.Objects.requireNonNull;

import io.glancesync.image.Image;
import io.glancesync.plan.Action;
import io.glancesync.plan.MasterImages;
import io.glancesync.plan.Plan;
import io.glancesync.plan.State;
import io.glancesync.report.TransferResult;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What a run made of a dead letter.
 *
 * @param why in words that go on after a colon
 */
public record Judgement(DeadLetter letter, Verdict verdict, String why) {
  /** What becomes of the letter. */
  public enum Verdict {
    /** The run did what the letter is about. */
    DONE,
    /** The region had the image in step when the run came. */
    RESOLVED,
    /** Nobody wants it done any more. */
    LAPSED,
    /** It failed again, or still waits: the letter stays. */
    STAYS
  }

  public Judgement {
    requireNonNull(letter, "letter");
    requireNonNull(verdict, "verdict");
    requireNonNull(why, "why");
  }

  /** Whether the letter has come to its end. */
  public boolean isClosed() {
    return verdict != Verdict.STAYS;
  }

  /**
   * Judges a letter by what a run planned and did in its region.
   *
   * @param results what became of the run's transfers; those of other regions do not count
   */
  public static Judgement of(
      DeadLetter letter, Plan plan, MasterImages master, Collection<TransferResult> results) {
    List<TransferResult> own =
        results.stream()
            .filter(it -> it.region().equals(letter.region()))
            .filter(it -> it.image().equals(letter.image()))
            .toList();
    for (TransferResult result : own) {
      if (result.outcome() != TransferResult.Outcome.DONE) {
        return ofUndone(letter, result);
      }
    }
    return own.isEmpty()
        ? byState(letter, plan, master)
        : new Judgement(letter, Verdict.DONE, "done");
  }

  /** The same by a run whose rules are not the configuration's: it cannot tell what is wanted. */
  public Judgement ofNarrowedRun() {
    return verdict == Verdict.LAPSED
        ? new Judgement(
            letter, Verdict.STAYS, "this run has other rules than the configuration (--config)")
        : this;
  }

  /** A step that failed under another id or action has a letter of its own. */
  private static Judgement ofUndone(DeadLetter letter, TransferResult result) {
    boolean isSame =
        result.masterId().equals(letter.transfer().step().master().id())
            && result.action() == letter.transfer().step().action();
    return isSame || result.attempts() == 0
        ? new Judgement(letter, Verdict.STAYS, result.error().orElse("it still waits"))
        : new Judgement(
            letter,
            Verdict.LAPSED,
            "another transfer takes its place (%s of the master's image %s), and failed"
                .formatted(result.action().text(), result.masterId()));
  }

  private static Judgement byState(DeadLetter letter, Plan plan, MasterImages master) {
    Optional<State> state =
        plan.states().stream()
            .filter(it -> it.master().name().equals(letter.image()))
            .map(it -> it.state())
            .findFirst();
    return state.map(it -> byState(letter, it)).orElseGet(() -> ofUnselected(letter, plan, master));
  }

  private static Judgement byState(DeadLetter letter, State state) {
    return switch (state) {
      case OK -> new Judgement(letter, Verdict.RESOLVED, "in step meanwhile");
      case OK_STALLED_CHECKSUM -> lapsed(letter, "dontupdate protects the region's image now");
      case ERROR_CHECKSUM ->
          lapsed(letter, "the region has other content now, and no rule says what to do");
      case ERROR_AMI -> lapsed(letter, "its kernel or ramdisk is not selected any more");
      case PENDING_UPLOAD, PENDING_METADATA, PENDING_AMI, PENDING_REPLACE, PENDING_RENAME ->
          new Judgement(letter, Verdict.STAYS, "it still waits");
    };
  }

  private static Judgement ofUnselected(DeadLetter letter, Plan plan, MasterImages master) {
    // a master's list that a guard does not trust is no proof that an image is gone
    if (!plan.stops().isEmpty()) {
      return new Judgement(letter, Verdict.STAYS, "a guard holds this run back");
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

  private static Judgement lapsed(DeadLetter letter, String why) {
    return new Judgement(letter, Verdict.LAPSED, why);
  }
}
