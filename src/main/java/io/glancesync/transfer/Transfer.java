package io.glancesync.transfer;

import static java.util.Objects.requireNonNull;

import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.plan.Step;
import io.glancesync.region.RegionName;
import java.util.Optional;

/**
 * A step of a plan on its way, with all that is needed to do it, by any run at any time. It is
 * stored as one JSON text.
 *
 * @param run the run that planned it
 * @param source the master region
 * @param attempt how often the sending of its content was begun
 * @param placed the id in the region that the copy was begun with, or of the image whose members
 *     are being changed; empty before that
 * @param tentative whether the transfer has only tried that id. The region has not confirmed yet
 *     that the image under it is this transfer's; it may belong to another GlanceSync
 * @param verified whether the copy was found to have the master's content
 * @param aside the old image as this transfer set it aside; empty before that
 * @param kept the complete copy as it was left for a later run to publish; empty when there is none
 * @param left what the transfer leaves in the region for a later run
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
  /** What a finished transfer leaves in the region on purpose. */
  public enum Left {
    /** Nothing. While the transfer is open, all of it has still to be finished or undone. */
    NOTHING,
    /** An unpublished copy: a later run publishes it, or deletes it when nobody needs it. */
    COPY,
    /** The hidden image that was replaced: the region refuses to delete it. */
    OLD,
    /**
     * The copy is published. It is still to be shared, and only then the image that was replaced is
     * to be deleted.
     */
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

  /** A transfer without the id of a copy, or one whose id is confirmed as its own. */
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

  /** The transfer, which tries this id. If it holds the id already, it still does. */
  public Transfer withCopyId(ImageId id) {
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

  /** The transfer, after the region confirmed that the image under the id is its own. */
  public Transfer held() {
    return new Transfer(
        run, source, region, step, attempt, placed, false, verified, aside, kept, left);
  }

  /** The transfer without an id, because the image under the tried id is not its own. */
  public Transfer withoutCopyId() {
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

  /** The transfer, after it set the old image aside in this state. */
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

  /** The transfer, whose copy has the master's content and need not be sent again. */
  public Transfer asVerified() {
    return new Transfer(
        run, source, region, step, attempt, placed, tentative, true, aside, kept, left);
  }

  /** The transfer, which leaves its own copy for a later run. */
  public Transfer leavingCopy() {
    return held().leaving(Left.COPY);
  }

  /** The transfer, with what an earlier transfer knew of the same copy. */
  Transfer inheriting(Transfer earlier) {
    Transfer held = earlier.tentative ? this : held();
    return earlier.verified ? held.asVerified() : held;
  }

  /** The transfer, whose copy is published, but not shared yet; the old image is still there. */
  public Transfer asPublished() {
    return leaving(Left.PUBLISHED);
  }

  /**
   * The transfer, which leaves its complete copy for a later run.
   *
   * @param image the complete copy in its current state
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

  /** The transfer, which is done except that the region refuses to delete the old image. */
  public Transfer leavingOld() {
    return leaving(Left.OLD);
  }

  /** The transfer, whose leftovers are dealt with now. */
  public Transfer leavingNothing() {
    return leaving(Left.NOTHING);
  }

  private Transfer leaving(Left what) {
    return new Transfer(
        run, source, region, step, attempt, placed, tentative, verified, aside, kept, what);
  }

  /** Whether the transfer has finished and left work for a later run. */
  public boolean isAnythingLeft() {
    return left == Left.COPY || left == Left.OLD;
  }

  /** Whether the copy was published, whatever its state is now. */
  public boolean wasPublished() {
    return left == Left.OLD || left == Left.PUBLISHED;
  }

  /** The master's image whose content is sent. */
  public Image master() {
    return step.image();
  }

  /** Whether image content has to be sent. */
  public boolean isCopy() {
    return step instanceof Step.Copy;
  }

  /** Whether an image is taken out of use. */
  public boolean isRemoval() {
    return step instanceof Step.Remove;
  }

  /**
   * Whether an image may exist in the region that only this transfer knows of. (Camel takes {@code
   * isX()} for {@code x()}, so that a route could not call {@code isPlaced()} beside {@link
   * #placed()}.)
   */
  public boolean hasCopyId() {
    return placed.isPresent();
  }

  /** The id in the region that the copy was begun with. */
  public ImageId copyId() {
    return placed.orElseThrow();
  }

  /** Whether the kernel or ramdisk, which the same run copies, has to be found first. */
  public boolean needsCompanion() {
    return !step.companions().isEmpty();
  }

  /** The key, which is unique in a run: region, action, master image and region image. */
  public String key() {
    return "%s %s %s %s"
        .formatted(region, step.action().text(), step.image().id(), step.regionId());
  }

  /** For people: {@code upload of base_ubuntu to Burgos}. */
  @Override
  public String toString() {
    return "%s of %s in %s".formatted(step.action().text(), step.imageName(), region);
  }
}
