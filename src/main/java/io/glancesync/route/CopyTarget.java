package io.glancesync.route;

import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.plan.CopyId;
import io.glancesync.plan.OtherSenders;
import io.glancesync.transfer.Transfer;
import io.glancesync.transfer.TransferException.NoIdLeft;
import java.util.stream.IntStream;

/**
 * An id in the region for one copy, and what was found there (design: ids in a region are
 * computed). A slot that cannot be used leads to the next one.
 *
 * @param failed how many requests of the transfer had failed before the id was tried
 */
public record CopyTarget(ImageId id, int counter, Occupancy occupancy, int failed) {
  /** What the region holds under the id. */
  public enum Occupancy {
    UNKNOWN,
    /** Our image, waiting for its content. */
    EMPTY,
    /** Our image; all of its content was sent, and nobody has said whether it arrived. */
    SENT,
    /** Our image, which still waits for its content, although all of it was sent. */
    LATE,
    /** Our image, which takes no content: it may have it already. */
    BUSY,
    /** Our image with the master's content, published or not. */
    COMPLETE,
    /** What a sender of ours left unfinished, and nobody can finish. */
    DEBRIS,
    /** What another GlanceSync may be making at this moment. */
    OTHERS,
    /**
     * An image that was published once, or that somebody keeps; whoever changed it had a reason.
     */
    TAKEN
  }

  /**
   * The first id to try: the one that an outage broke off, if there was one.
   *
   * @param failed how many requests of the transfer have failed so far
   */
  public static CopyTarget first(Transfer transfer, int failed) {
    return IntStream.range(0, CopyId.LIMIT)
        .filter(it -> transfer.placed().isPresent())
        // whatever answers were lost, they were about this id
        .mapToObj(it -> at(transfer, it, 0))
        .filter(it -> transfer.placedId().equals(it.id))
        .findFirst()
        .orElseGet(() -> at(transfer, 0, failed));
  }

  private static CopyTarget at(Transfer transfer, int counter, int failed) {
    ImageId id = CopyId.of(transfer.region(), transfer.step().master(), counter);
    return new CopyTarget(id, counter, Occupancy.UNKNOWN, failed);
  }

  /** Whether it has to be tried. */
  public boolean isUnresolved() {
    return occupancy == Occupancy.UNKNOWN;
  }

  public boolean isAwaitingData() {
    return occupancy == Occupancy.EMPTY || occupancy == Occupancy.LATE;
  }

  /** Whether the content may be there, although nobody said so. */
  public boolean isUncertain() {
    return occupancy == Occupancy.SENT || occupancy == Occupancy.BUSY;
  }

  public boolean isStale() {
    return occupancy == Occupancy.DEBRIS;
  }

  public boolean isForeign() {
    return occupancy == Occupancy.OTHERS;
  }

  /** Whether another id is needed. */
  public boolean needsAnotherId() {
    return occupancy == Occupancy.DEBRIS || occupancy == Occupancy.TAKEN;
  }

  /** The image was created just now. */
  public CopyTarget created() {
    return with(Occupancy.EMPTY);
  }

  /** The content was sent, and the answer says that it arrived. */
  public CopyTarget filled() {
    return with(Occupancy.COMPLETE);
  }

  /** All of the content was sent, but whether it arrived is to be seen. */
  public CopyTarget sent() {
    return with(Occupancy.SENT);
  }

  /** All of the content was sent, and the image has none yet: a proxy may still have it. */
  CopyTarget late() {
    return with(Occupancy.LATE);
  }

  boolean isLate() {
    return occupancy == Occupancy.LATE;
  }

  /** The region refused to take content for the image. */
  CopyTarget busy() {
    return with(Occupancy.BUSY);
  }

  /** Whether the region may still be storing what was sent. */
  boolean isSent() {
    return occupancy == Occupancy.SENT;
  }

  private CopyTarget with(Occupancy found) {
    return new CopyTarget(id, counter, found, failed);
  }

  /**
   * The id was in use already: by an earlier run of ours, or by another GlanceSync.
   *
   * @param projectId our project in the region
   * @param failedNow how many requests of the transfer have failed so far
   */
  public CopyTarget found(
      Transfer transfer, Image image, String projectId, int failedNow, OtherSenders others) {
    Image master = transfer.step().master();
    boolean isCopy = image.name().equals(master.name()) && image.mayHaveContentOf(master);
    boolean mayBeOthers = transfer.tentative() && others.mayBeMaking(image, master);
    // what is not published has the name that it was created with, and nobody protects it
    boolean isChanged = image.isProtected() || !image.name().equals(master.name());
    return with(
        switch (image.status()) {
          // an answer to our own creating may have been lost
          case "queued" ->
              mayBeOthers && failedNow <= failed
                  ? Occupancy.OTHERS
                  : isChanged ? Occupancy.TAKEN : Occupancy.EMPTY;
          case "saving", "uploading", "importing", "killed" ->
              mayBeOthers ? Occupancy.OTHERS : isChanged ? Occupancy.TAKEN : Occupancy.DEBRIS;
          case "active" -> {
            boolean isHidden = image.hidden() && !master.hidden();
            boolean isOurs = image.hidden() || image.belongsTo(projectId);
            if (isCopy && isOurs && !(isHidden && image.isProtected())) {
              yield Occupancy.COMPLETE;
            }
            // visible, or under another name: it was published, and then somebody changed it
            yield image.hidden() && !isChanged ? Occupancy.DEBRIS : Occupancy.TAKEN;
          }
          default -> Occupancy.TAKEN;
        });
  }

  /**
   * The id was deleted once, and Glance never takes it again.
   *
   * @param failedNow how many requests of the transfer have failed so far
   * @throws NoIdLeft when so many were used up that something else must be wrong
   */
  public CopyTarget next(Transfer transfer, int failedNow) throws NoIdLeft {
    int next = counter + 1;
    if (next >= CopyId.LIMIT) {
      throw new NoIdLeft(
          "all %d ids of this copy were used and deleted before; find out who deletes it"
              .formatted(CopyId.LIMIT));
    }
    return at(transfer, next, failedNow);
  }
}
