package io.glancesync.transfer;

import io.glancesync.error.TransferException.Unsettled;
import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.region.RegionName;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The open transfers. After a crash the journal tells what has to be finished or undone.
 *
 * <p>It has at most one entry for each image that goes to a region: the same region, master image
 * and name. A change is kept for good when its method returns, also if the host fails then; a
 * reader finds the entry before the change or the one after it. A caller that is told of a failure
 * must not do what it was about to do.
 *
 * <p>Any number of threads may use it at once, for the same region too, but never for the same
 * image. Only one run works on a region at a time, so that nobody else changes entries of that
 * region between {@link #open} and {@link #begin}; others may look.
 *
 * <p>An entry that cannot be understood counts as none, because otherwise its image would wait for
 * ever. It is never lost: a run sets it aside, with a warning, for a person to look at.
 *
 * <p>All methods throw an {@link UncheckedIOException} when the journal cannot be used. Its message
 * says what to do.
 */
public interface Journal {
  /**
   * Records that this transfer is about to change something. Replaces the earlier entry of its
   * image, unless {@link JournalEntry#givesWayTo} says that it is still needed. Whether it is
   * needed and the new entry are one step for everybody else.
   *
   * @throws Unsettled when another run's transfer of the image is still open; the entry stays
   */
  void begin(Transfer transfer) throws Unsettled;

  /**
   * Records that this transfer is about to create its copy under an id.
   *
   * @return the transfer with the id, and with what the journal knows of a copy under it, as {@link
   *     JournalEntry#inheritedBy} says
   * @throws Unsettled as of {@link #begin}
   */
  Transfer beginAt(Transfer transfer, ImageId id) throws Unsettled;

  /**
   * Records that nothing of this transfer is left to finish or undo. The entry of its image goes,
   * whatever it says; without one, nothing is done.
   */
  void end(Transfer transfer);

  /**
   * The open transfers of a region, for the run that settles them. Sets aside what cannot be
   * understood. The order is always the same.
   */
  List<Transfer> open(RegionName region);

  /** The open transfers of all regions, in the same order. Changes nothing. */
  List<Transfer> left();

  /** What is wrong with the journal, one sentence each; never throws. Changes nothing. */
  List<String> problems();

  /**
   * The transfers that a run could neither finish nor undo in a region, without what it left on
   * purpose. Changes nothing, because a dry run calls it too.
   */
  default List<Transfer> unsettled(RegionName region) {
    return left().stream()
        .filter(it -> it.region().equals(region))
        .filter(it -> !it.isAnythingLeft())
        .toList();
  }

  /**
   * The images of a region without the unpublished copies. A copy of a hidden image stays hidden,
   * so that only the journal can tell it from a published one.
   */
  default List<Image> published(RegionName region, Collection<Image> images) {
    Set<ImageId> waiting =
        left().stream()
            .filter(it -> it.region().equals(region) && it.left() == Transfer.Left.COPY)
            .map(Transfer::copyId)
            .collect(Collectors.toSet());
    return images.stream().filter(it -> !(it.hidden() && waiting.contains(it.id()))).toList();
  }
}
