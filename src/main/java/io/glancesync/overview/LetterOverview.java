package io.glancesync.overview;

import io.glancesync.deadletter.DeadLetter;
import io.glancesync.error.ErrorClass;
import io.glancesync.plan.Action;
import io.glancesync.region.RegionName;
import java.time.Instant;

/**
 * A dead letter, without the images that it is about.
 *
 * @param image its name in the region
 * @param attempts how many failed requests it lists
 */
public record LetterOverview(
    String id,
    RegionName region,
    String image,
    Action action,
    ErrorClass errorClass,
    String error,
    String remedy,
    Instant firstFailed,
    Instant lastFailed,
    int attempts) {
  public static LetterOverview of(DeadLetter letter) {
    return new LetterOverview(
        letter.id(),
        letter.region(),
        letter.image(),
        letter.transfer().step().action(),
        letter.errorClass(),
        letter.error(),
        letter.remedy(),
        letter.firstFailed(),
        letter.lastFailed(),
        letter.attempts().size());
  }
}
