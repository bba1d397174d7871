package io.glancesync.report;

import static java.util.Objects.requireNonNull;

import io.glancesync.image.ImageId;
import io.glancesync.plan.Action;
import io.glancesync.plan.Difference;
import io.glancesync.plan.HeldBack;
import io.glancesync.plan.Refusal;
import io.glancesync.plan.Step;
import io.glancesync.region.RegionName;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What became of one step of a plan. Each has one result in the report of a run.
 *
 * @param image the image's name in the region; for a retired image the new one
 * @param masterId the master's image that is the reason for it; empty when there is none any more
 * @param regionId the region's image; empty when there is none (yet)
 * @param bytes image content that was sent
 * @param attempts how often it was tried; 0 when it was not begun
 * @param error why it was not done; empty when it was
 * @param changes what it changes, or changed, of an image that was there
 */
public record TransferResult(
    RegionName region,
    String image,
    Optional<ImageId> masterId,
    Optional<ImageId> regionId,
    Action action,
    TransferOutcome outcome,
    long bytes,
    Duration duration,
    int attempts,
    Optional<String> error,
    List<Difference> changes) {
  /** The report's words for it. */
  public enum TransferOutcome {
    PLANNED,
    DONE,
    FAILED,
    /** A route did not let it through; nothing was begun. */
    SKIPPED,
    /** A route left it to the next run; nothing was begun. */
    PUT_OFF;

    /** Whether a route decided that the step is not done now: this is neither done nor failed. */
    public boolean isDecidedByRoute() {
      return this == SKIPPED || this == PUT_OFF;
    }

    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public TransferResult {
    requireNonNull(region, "region");
    requireNonNull(image, "image");
    requireNonNull(masterId, "masterId");
    requireNonNull(regionId, "regionId");
    requireNonNull(action, "action");
    requireNonNull(outcome, "outcome");
    requireNonNull(duration, "duration");
    requireNonNull(error, "error");
    changes = List.copyOf(changes);
  }

  /** A step that would be done, or is about to be. */
  public static TransferResult planned(RegionName region, Step step) {
    return new TransferResult(
        region,
        step.imageName(),
        step.masterId(),
        step.regionId(),
        step.action(),
        TransferOutcome.PLANNED,
        step.size(),
        Duration.ZERO,
        0,
        Optional.empty(),
        step.differences());
  }

  /** A step that is not begun because it is known to fail. */
  public static TransferResult refused(RegionName region, Refusal refusal) {
    return new TransferResult(
        region,
        refusal.master().name(),
        Optional.of(refusal.master().id()),
        Optional.empty(),
        refusal.action(),
        TransferOutcome.FAILED,
        0,
        Duration.ZERO,
        0,
        Optional.of(refusal.reason()),
        List.of());
  }

  /** A step that is not begun because of a route. */
  public static TransferResult skipped(RegionName region, Step step, String reason) {
    return undone(region, step, TransferOutcome.SKIPPED, reason);
  }

  /** A step that is not begun because a guard stopped it, or because it failed before. */
  public static TransferResult heldBack(RegionName region, HeldBack held) {
    return undone(region, held.step(), TransferOutcome.FAILED, held.reason());
  }

  private static TransferResult undone(
      RegionName region, Step step, TransferOutcome outcome, String reason) {
    return new TransferResult(
        region,
        step.imageName(),
        step.masterId(),
        step.regionId(),
        step.action(),
        outcome,
        0,
        Duration.ZERO,
        0,
        Optional.of(reason),
        step.differences());
  }
}
