package io.glancesync.api.asked;

import io.glancesync.api.asked.AskedRun.RunWish;
import io.glancesync.deadletter.DeadLetter;
import io.glancesync.deadletter.DeadLetterStore;
import io.glancesync.deadletter.Retry;
import io.glancesync.run.Confirmation;
import io.glancesync.run.ImageScope;
import io.glancesync.run.RunRequest;
import io.glancesync.text.Printable;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;

/** What the routes do for runs that callers of the API asked for. */
public final class AskedRequests {
  private final DeadLetterStore letters;
  private final IntSupplier parallel;

  /**
   * @param parallel how many regions a run works on at the same time, unless it says so
   */
  public AskedRequests(DeadLetterStore letters, IntSupplier parallel) {
    this.letters = letters;
    this.parallel = parallel;
  }

  /** Whether a run only retries dead letters. */
  public boolean isAboutLetters(AskedRun asked) {
    return !asked.wish().letters().isEmpty();
  }

  /** The dead letters that a run retries; those that were closed meanwhile are left out. */
  public Retry retry(AskedRun asked) {
    return new Retry(openLetters(asked), false)
        .begunBy(by(asked))
        .askedBy(Optional.of(asked.requestId()));
  }

  /** What a run is to do, for the routes. */
  public RunRequest request(AskedRun asked) {
    RunWish wish = asked.wish();
    Set<Confirmation> confirmed =
        wish.acceptShrunkenMaster() ? Set.of(Confirmation.SHRUNKEN_MASTER) : Set.of();
    return new RunRequest(
            wish.regions(),
            wish.dryRun(),
            wish.parallel() > 0 ? wish.parallel() : parallel.getAsInt(),
            confirmed,
            ImageScope.matching(wish.images(), List.of()),
            false)
        .begunBy(by(asked))
        .askedBy(Optional.of(asked.requestId()));
  }

  private static String by(AskedRun asked) {
    return "API (%s)".formatted(Printable.of(asked.user()));
  }

  List<DeadLetter> openLetters(AskedRun asked) {
    return letters.seen().stream().filter(it -> asked.wish().letters().contains(it.id())).toList();
  }
}
