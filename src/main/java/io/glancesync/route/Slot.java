package io.glancesync.route;

import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.plan.CopyId;
import io.glancesync.transfer.Transfer;
import io.glancesync.transfer.TransferException.NoIdLeft;
import java.util.stream.IntStream;

/**
 * An id in the region for one copy, and what was found there (design: ids in a region are
 * computed). A slot that cannot be used leads to the next one.
 */
public record Slot(ImageId id, int counter, Content content) {
  /** What the region holds under the id. */
  public enum Content {
    UNKNOWN,
    /** Our image, waiting for its content. */
    EMPTY,
    /** Our image with the master's content, not yet published. */
    COMPLETE,
    /** What a sender of ours left unfinished, and nobody can finish. */
    DEBRIS,
    /** An image that was published once; whoever changed it since had a reason. */
    TAKEN
  }

  /** The first id to try: the one that an outage broke off, if there was one. */
  public static Slot first(Transfer transfer) {
    return IntStream.range(0, CopyId.LIMIT)
        .mapToObj(it -> at(transfer, it))
        .filter(it -> transfer.placed().isEmpty() || transfer.placedId().equals(it.id))
        .findFirst()
        .orElseGet(() -> at(transfer, 0));
  }

  private static Slot at(Transfer transfer, int counter) {
    ImageId id = CopyId.of(transfer.region(), transfer.step().master(), counter);
    return new Slot(id, counter, Content.UNKNOWN);
  }

  /** Whether it has to be tried. */
  public boolean isUnknown() {
    return content == Content.UNKNOWN;
  }

  public boolean isEmpty() {
    return content == Content.EMPTY;
  }

  public boolean isDebris() {
    return content == Content.DEBRIS;
  }

  /** Whether another id is needed. */
  public boolean isUsedUp() {
    return content == Content.DEBRIS || content == Content.TAKEN;
  }

  /** The image was created just now. */
  public Slot created() {
    return new Slot(id, counter, Content.EMPTY);
  }

  /** The id was in use already: by an earlier run of ours. */
  public Slot found(Transfer transfer, Image image) {
    boolean isPublishedByUs =
        transfer.attempt() > 0
            && image.isActive()
            && image.name().equals(transfer.step().master().name())
            && image.sameContentAs(transfer.step().master());
    // an outage hid the answer to the very change that published it
    Content found = isPublishedByUs ? Content.COMPLETE : content(transfer.step().master(), image);
    return new Slot(id, counter, found);
  }

  private static Content content(Image master, Image image) {
    return switch (image.status()) {
      case "queued" -> Content.EMPTY;
      // nobody else sends under an id of ours, so this is what a dead sender left
      case "saving", "uploading", "importing", "killed" -> Content.DEBRIS;
      // visible, or under another name: it was published, and then somebody changed it
      case "active" ->
          !image.hidden() || !image.name().equals(master.name())
              ? Content.TAKEN
              : image.sameContentAs(master) ? Content.COMPLETE : Content.DEBRIS;
      default -> Content.TAKEN;
    };
  }

  /**
   * The id was deleted once, and Glance never takes it again.
   *
   * @throws NoIdLeft when so many were used up that something else must be wrong
   */
  public Slot next(Transfer transfer) throws NoIdLeft {
    int next = counter + 1;
    if (next >= CopyId.LIMIT) {
      throw new NoIdLeft(
          "all %d ids of this copy were used and deleted before; find out who deletes it"
              .formatted(CopyId.LIMIT));
    }
    return at(transfer, next);
  }
}
