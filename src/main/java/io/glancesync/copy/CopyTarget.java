package io.glancesync.copy;

import io.glancesync.error.TransferException.NoIdLeft;
import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.plan.CopyId;
import io.glancesync.plan.OtherSenders;
import io.glancesync.transfer.Transfer;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The id for a copy in a region, and what was found under it (design: ids in a region are
 * computed). A copy target that cannot be used leads to the next one.
 *
 * @param failed how many requests of the transfer had failed before the id was tried
 * @param stored the complete copy as the region shows it; empty before that
 * @param since the begin of the wait for a region that stores the content, in ticks; 0 before that
 */
public record CopyTarget(
    ImageId id, int counter, Occupancy occupancy, int failed, Optional<Image> stored, long since) {
  /** What the region holds under the id. */
  public enum Occupancy {
    UNKNOWN,
    /** Our image, which waits for its content. */
    EMPTY,
    /** Our image. All of its content was sent, but no answer confirms that it arrived. */
    SENT,
    /** Our image. All of its content was sent, but it still waits for content. */
    LATE,
    /** Our image, which accepts no content: it may have it already. */
    BUSY,
    /** Our image with the master's content, published or not. */
    COMPLETE,
    /** The same, after this transfer has published it. */
    PUBLISHED,
    /** A leftover that a GlanceSync did not finish, and that cannot be finished. */
    STALE,
    /** An image that another GlanceSync may be making at this moment. */
    FOREIGN,
    /**
     * An image that was published once, or that somebody keeps. Whoever changed it had a reason.
     */
    OCCUPIED
  }

  /**
   * The first id to try. It is the id of the interrupted attempt, if there was one.
   *
   * @param failed how many requests of the transfer have failed so far
   */
  public static CopyTarget first(Transfer transfer, int failed) {
    return IntStream.range(0, CopyId.LIMIT)
        .filter(it -> transfer.placed().isPresent())
        // if answers were lost, they were about this id
        .mapToObj(it -> at(transfer, it, 0))
        .filter(it -> transfer.copyId().equals(it.id))
        .findFirst()
        .orElseGet(() -> at(transfer, 0, failed));
  }

  private static CopyTarget at(Transfer transfer, int counter, int failed) {
    ImageId id = CopyId.of(transfer.region(), transfer.master(), counter);
    return new CopyTarget(id, counter, Occupancy.UNKNOWN, failed, Optional.empty(), 0);
  }

  /** Whether the id has still to be tried. */
  public boolean isUnresolved() {
    return occupancy == Occupancy.UNKNOWN;
  }

  public boolean isAwaitingData() {
    return occupancy == Occupancy.EMPTY || occupancy == Occupancy.LATE;
  }

  /** Whether the content may have arrived, although no answer confirms it. */
  public boolean isUncertain() {
    return occupancy == Occupancy.SENT || occupancy == Occupancy.BUSY;
  }

  public boolean isStale() {
    return occupancy == Occupancy.STALE;
  }

  public boolean isForeign() {
    return occupancy == Occupancy.FOREIGN;
  }

  /** Whether another id is needed. */
  public boolean needsAnotherId() {
    return occupancy == Occupancy.STALE || occupancy == Occupancy.OCCUPIED;
  }

  /** The image was created just now. */
  public CopyTarget created() {
    return with(Occupancy.EMPTY);
  }

  /** The content was sent, and the answer says that it arrived. */
  public CopyTarget filled() {
    return with(Occupancy.COMPLETE);
  }

  /** All of the content was sent; whether it arrived is not known yet. */
  public CopyTarget sent() {
    return with(Occupancy.SENT);
  }

  /** All of the content was sent, but the image has none yet: a proxy may still hold it. */
  CopyTarget asLate() {
    return with(Occupancy.LATE);
  }

  boolean isLate() {
    return occupancy == Occupancy.LATE;
  }

  /** The region refused to accept content for the image. */
  CopyTarget busy() {
    return with(Occupancy.BUSY);
  }

  /**
   * Whether the region may still be storing what was sent. (Not {@code isSent}: Camel may take that
   * for {@link #sent}, which a route calls.)
   */
  boolean wasSent() {
    return occupancy == Occupancy.SENT;
  }

  /** The region is waited for, since that tick. */
  CopyTarget waitingSince(long tick) {
    return new CopyTarget(id, counter, occupancy, failed, stored, tick);
  }

  /** The image is the complete copy, and visible now. */
  public CopyTarget published() {
    return with(Occupancy.PUBLISHED);
  }

  boolean wasPublished() {
    return occupancy == Occupancy.PUBLISHED;
  }

  /** The image is the complete copy. */
  CopyTarget holding(Image image) {
    return new CopyTarget(id, counter, occupancy, failed, Optional.of(image), 0);
  }

  private CopyTarget with(Occupancy found) {
    return new CopyTarget(id, counter, found, failed, Optional.empty(), 0);
  }

  /**
   * The id is in use already, by an earlier run of this GlanceSync or by another GlanceSync.
   *
   * @param projectId the id of GlanceSync's own project in the region
   * @param failedNow how many requests of the transfer have failed so far
   */
  public CopyTarget found(
      Transfer transfer, Image image, String projectId, int failedNow, OtherSenders others) {
    Image master = transfer.master();
    boolean isCopy = image.name().equals(master.name()) && image.mayHaveContentOf(master);
    boolean mayBeOthers = transfer.tentative() && others.mayBeMaking(image, master);
    // an unpublished copy has the name that it was created with, and no protection
    boolean isChanged = image.isProtected() || !image.name().equals(master.name());
    return with(
        switch (image.status()) {
          // the answer to our own create request may have been lost
          case "queued" ->
              mayBeOthers && failedNow <= failed
                  ? Occupancy.FOREIGN
                  : isChanged ? Occupancy.OCCUPIED : Occupancy.EMPTY;
          case "saving", "uploading", "importing", "killed" ->
              mayBeOthers ? Occupancy.FOREIGN : isChanged ? Occupancy.OCCUPIED : Occupancy.STALE;
          case "active" -> {
            boolean isHidden = image.hidden() && !master.hidden();
            boolean isOurs = image.hidden() || image.belongsTo(projectId);
            if (isCopy && isOurs && !(isHidden && image.isProtected())) {
              yield Occupancy.COMPLETE;
            }
            // a visible or renamed image was published, and then somebody changed it
            yield image.hidden() && !isChanged ? Occupancy.STALE : Occupancy.OCCUPIED;
          }
          default -> Occupancy.OCCUPIED;
        });
  }

  /**
   * The next id to try, after the image under this id was deleted. Glance never accepts a deleted
   * id again.
   *
   * @param failedNow how many requests of the transfer have failed so far
   * @throws NoIdLeft when so many ids were used up that something else must be wrong
   */
  public CopyTarget next(Transfer transfer, int failedNow) throws NoIdLeft {
    int next = counter + 1;
    if (next >= CopyId.LIMIT) {
      throw new NoIdLeft(
          "all %d ids of this copy were used and deleted before".formatted(CopyId.LIMIT),
          "find out who deletes it");
    }
    return at(transfer, next, failedNow);
  }
}
