package io.glancesync.transfer;

import static java.util.Objects.requireNonNull;

import io.glancesync.image.ImageId;
import io.glancesync.plan.Step;
import io.glancesync.region.RegionName;
import java.util.Optional;

/**
 * One step of a plan on its way: all that is needed to do it, whoever does it and whenever. It
 * travels as one JSON text, in a region's queue as well as in a file.
 *
 * @param run the run that planned it
 * @param source the master region
 * @param attempt how often its content was begun to be sent
 * @param placed the id in the region that a copy was begun with; empty before, and for other steps
 * @param tentative whether that id is only tried: the region has not said yet that the image under
 *     it is this transfer's, so that what is there may be another GlanceSync's
 */
public record Transfer(
    String run,
    RegionName source,
    RegionName region,
    Step step,
    int attempt,
    Optional<ImageId> placed,
    boolean tentative) {
  public Transfer {
    requireNonNull(run, "run");
    requireNonNull(source, "source");
    requireNonNull(region, "region");
    requireNonNull(step, "step");
    requireNonNull(placed, "placed");
  }

  /** One that was not begun under any id, or holds the one that it was begun with. */
  public Transfer(
      String run,
      RegionName source,
      RegionName region,
      Step step,
      int attempt,
      Optional<ImageId> placed) {
    this(run, source, region, step, attempt, placed, false);
  }

  /** An id is tried; one that is held already stays so. */
  public Transfer placedAs(ImageId id) {
    boolean isHeld = placed.equals(Optional.of(id)) && !tentative;
    return new Transfer(run, source, region, step, attempt, Optional.of(id), !isHeld);
  }

  /** The image under the id is this transfer's. */
  public Transfer held() {
    return new Transfer(run, source, region, step, attempt, placed, false);
  }

  /** What is under the id that was tried is somebody else's. */
  public Transfer displaced() {
    return new Transfer(run, source, region, step, attempt, Optional.empty(), false);
  }

  public Transfer nextAttempt() {
    return new Transfer(run, source, region, step, attempt + 1, placed, tentative);
  }

  public Transfer withStep(Step changed) {
    return new Transfer(run, source, region, changed, attempt, placed, tentative);
  }

  /** Whether image content has to be sent. */
  public boolean isCopy() {
    return step instanceof Step.Copy;
  }

  /**
   * Whether an image may exist in the region that only this transfer knows of. (Camel takes {@code
   * isX()} for {@code x()}, so that a route could not call {@code isPlaced()} beside {@link
   * #placed()}.)
   */
  public boolean hasPlace() {
    return placed.isPresent();
  }

  /** The id in the region that the copy was begun with. */
  public ImageId placedId() {
    return placed.orElseThrow();
  }

  /** Whether a kernel or ramdisk, copied in the same run, has to be found first. */
  public boolean needsCompanion() {
    return !step.companions().isEmpty();
  }

  /** Unique in a run: a step per region, action, master's image and region's image. */
  public String key() {
    return "%s %s %s %s"
        .formatted(region, step.action().text(), step.master().id(), step.regionId());
  }

  /** For people: {@code upload of base_ubuntu to Burgos}. */
  @Override
  public String toString() {
    return "%s of %s in %s".formatted(step.action().text(), step.imageName(), region);
  }
}
