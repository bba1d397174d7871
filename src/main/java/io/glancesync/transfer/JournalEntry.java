package io.glancesync.transfer;

import static java.util.Objects.requireNonNull;

import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.plan.Step;
import java.util.Optional;

/**
 * What a journal has of an image, as a later transfer of that image finds it.
 *
 * @param transfer the earlier transfer
 */
public record JournalEntry(Transfer transfer) {
  public JournalEntry {
    requireNonNull(transfer, "transfer");
  }

  /**
   * Whether the later transfer may replace the entry. Otherwise the entry is still needed: only it
   * knows how the region was before the earlier run.
   */
  public boolean givesWayTo(Transfer later) {
    return transfer.run().equals(later.run())
        // a kept copy is meant for the later transfer
        || transfer.left() == Transfer.Left.COPY
        || isTakenOverBy(later);
  }

  /**
   * Whether all that is left of the earlier transfer is an old image in use, which the later one
   * replaces too: it finds the copy hidden, because it was withdrawn, and shows it again. Others
   * must not wait for people who use an image; and in the end, the later transfer deletes that
   * image.
   */
  private boolean isTakenOverBy(Transfer later) {
    Optional<ImageId> old = replaced(later);
    return transfer.left() == Transfer.Left.OLD
        && old.isPresent()
        && old.equals(replaced(transfer));
  }

  private static Optional<ImageId> replaced(Transfer transfer) {
    return transfer.step() instanceof Step.Copy copy
        ? Optional.ofNullable(copy.old()).map(Image::id)
        : Optional.empty();
  }

  /**
   * The later transfer, with what the entry knows of a copy that an earlier run kept under the same
   * id. Otherwise this would be lost when the later transfer begins.
   */
  public Transfer inheritedBy(Transfer later) {
    boolean isOfSameCopy =
        transfer.left() == Transfer.Left.COPY && transfer.placed().equals(later.placed());
    return isOfSameCopy ? later.inheriting(transfer) : later;
  }
}
