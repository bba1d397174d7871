package io.glancesync.plan;

import static java.util.Objects.requireNonNull;

import io.glancesync.image.Image;
import java.time.Instant;
import java.util.Optional;

/**
 * An image of ours in a region of which the master has no selected image any more (specification,
 * section 9, "Withdrawal").
 *
 * @param image as the region has it
 * @param masterName the name that it was made for
 * @param noted since when it is withdrawn, and hidden
 * @param next what a run does about it, some time; empty when nothing is left to do, or when it is
 *     left alone
 * @param due from when on; when {@code next} is empty, it means nothing
 * @param obstacle why it is left alone, and what to do about that; empty when nothing stands in the
 *     way
 */
public record WithdrawnImage(
    Image image,
    String masterName,
    RegionMemory.Noted noted,
    Optional<Action> next,
    Instant due,
    Optional<String> obstacle) {
  public WithdrawnImage {
    requireNonNull(image, "image");
    requireNonNull(masterName, "masterName");
    requireNonNull(noted, "noted");
    requireNonNull(next, "next");
    requireNonNull(due, "due");
    requireNonNull(obstacle, "obstacle");
  }

  /** What a run does about it now. */
  public Optional<Step> step(Instant now) {
    return next.filter(it -> !due.isAfter(now))
        .map(it -> new Step.Remove(it, image, masterName, null));
  }
}
