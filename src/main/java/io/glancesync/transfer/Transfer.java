package io.glancesync.transfer;

import static java.util.Objects.requireNonNull;

import io.glancesync.image.Image;
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
 * @param verified whether the copy was found to hold what the master has
 * @param aside the old image as this transfer left it when it put it aside; empty when it has not
 * @param kept the complete copy as it was left for a later run to publish; empty when none was
 * @param left what it leaves in the region, so that a later run deals with it
 */
public record Transfer(
    String run,
    RegionName source,
    RegionName region,
    Step step,
    int attempt,
    Optional<ImageId> placed,
    boolean tentative,
    boolean verified,
    Optional<Image> aside,
    Optional<Image> kept,
    Left left) {
  /** What a transfer that is over leaves in the region on purpose. */
  public enum Left {
    /** Nothing; while it is open, all of it is still to be finished or undone. */
    NOTHING,
    /**
     * A copy that is not published: a later run publishes it, or deletes it when nobody wants it.
     */
    COPY,
    /** The image that was replaced, hidden: the region refuses to delete it. */
    OLD,
    /** The same, and nobody has tried to delete it yet; the copy is published. */
    PUBLISHED
  }

  public Transfer {
    requireNonNull(run, "run");
    requireNonNull(source, "source");
    requireNonNull(region, "region");
    requireNonNull(step, "step");
    requireNonNull(placed, "placed");
    // an earlier version did not write these
    aside = aside == null ? Optional.empty() : aside;
    kept = kept == null ? Optional.empty() : kept;
    left = left == null ? Left.NOTHING : left;
  }

  /** One that was not begun under any id, or holds the one that it was begun with. */
  public Transfer(
      String run,
      RegionName source,
      RegionName region,
      Step step,
      int attempt,
      Optional<ImageId> placed) {
    this(
        run,
        source,
        region,
        step,
        attempt,
        placed,
        false,
        false,
        Optional.empty(),
        Optional.empty(),
        Left.NOTHING);
  }

  /** An id is tried; one that is held already stays so. */
  public Transfer placedAs(ImageId id) {
    boolean isHeld = placed.equals(Optional.of(id)) && !tentative;
    return new Transfer(
        run,
        source,
        region,
        step,
        attempt,
        Optional.of(id),
        !isHeld,
        false,
        aside,
        Optional.empty(),
        Left.NOTHING);
  }

  /** The image under the id is this transfer's. */
  public Transfer held() {
    return new Transfer(
        run, source, region, step, attempt, placed, false, verified, aside, kept, left);
  }

  /** What is under the id that was tried is somebody else's. */
  public Transfer displaced() {
    return new Transfer(
        run,
        source,
        region,
        step,
        attempt,
        Optional.empty(),
        false,
        false,
        aside,
        Optional.empty(),
        Left.NOTHING);
  }

  public Transfer nextAttempt() {
    return new Transfer(
        run, source, region, step, attempt + 1, placed, tentative, verified, aside, kept, left);
  }

  public Transfer withStep(Step changed) {
    return new Transfer(
        run, source, region, changed, attempt, placed, tentative, verified, aside, kept, left);
  }

  /** The old image is put aside now, and looks so. */
  public Transfer withAside(Image image) {
    return new Transfer(
        run,
        source,
        region,
        step,
        attempt,
        placed,
        tentative,
        verified,
        Optional.of(image),
        kept,
        left);
  }

  /** The copy holds what the master has; nobody has to send it again. */
  public Transfer asVerified() {
    return new Transfer(
        run, source, region, step, attempt, placed, tentative, true, aside, kept, left);
  }

  /** The copy is there, is this transfer's, and stays for a later run. */
  public Transfer leavingCopy() {
    return held().leaving(Left.COPY);
  }

  /** The same copy as that transfer's, which left it: what was known of it then is known now. */
  Transfer inheriting(Transfer earlier) {
    Transfer held = earlier.tentative ? this : held();
    return earlier.verified ? held.asVerified() : held;
  }

  /** The copy is published; only the old image is still to be removed. */
  public Transfer asPublished() {
    return leaving(Left.PUBLISHED);
  }

  /**
   * The same.
   *
   * @param image the copy as it is now, which is complete
   */
  public Transfer keeping(Image image) {
    return new Transfer(
        run,
        source,
        region,
        step,
        attempt,
        placed,
        tentative,
        verified,
        aside,
        Optional.of(image),
        Left.COPY);
  }

  /** All is done, but that the region refuses to delete the old image. */
  public Transfer leavingOld() {
    return leaving(Left.OLD);
  }

  /** What it left is to be dealt with now. */
  public Transfer leavingNothing() {
    return leaving(Left.NOTHING);
  }

  private Transfer leaving(Left what) {
    return new Transfer(
        run, source, region, step, attempt, placed, tentative, verified, aside, kept, what);
  }

  /** Whether it is over, and has left something to do for a later run. */
  public boolean isAnythingLeft() {
    return left == Left.COPY || left == Left.OLD;
  }

  /** Whether the copy was published, whatever it looks like by now. */
  public boolean wasPublished() {
    return left == Left.OLD || left == Left.PUBLISHED;
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
