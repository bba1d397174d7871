package io.glancesync.copy;

import io.glancesync.error.TransferException.OldImageChanged;
import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.openstack.Glance;
import io.glancesync.openstack.request.ImageChange;
import io.glancesync.openstack.request.ImageDeletion;
import io.glancesync.openstack.request.SingleImageRequest;
import io.glancesync.plan.Step;
import io.glancesync.transfer.Transfer;

/** Makes the requests of a copy. */
public final class CopyRequests {
  private final CopySteps copySteps;
  private final Glance glance = new Glance();

  public CopyRequests(CopySteps copySteps) {
    this.copySteps = copySteps;
  }

  /** Creates the copy, hidden and empty. */
  public SingleImageRequest create(Transfer transfer) {
    ImageId id = transfer.copyId();
    return SingleImageRequest.of(transfer.region(), id)
        .with(glance.createRequest(copy(transfer).wanted(), id));
  }

  /** Shows the copy. */
  public SingleImageRequest show(Transfer transfer) {
    return SingleImageRequest.of(transfer.region(), transfer.copyId());
  }

  /** Shows the image that the copy replaces. */
  public SingleImageRequest showOld(Transfer transfer) {
    return SingleImageRequest.of(transfer.region(), oldId(transfer));
  }

  /**
   * Sets the old image aside.
   *
   * @param now the old image as it is at this moment
   * @throws OldImageChanged when it differs from the image that the plan was made for
   */
  public ImageChange setOldAside(Transfer transfer, Image now) throws OldImageChanged {
    return new ImageChange(transfer.region(), oldId(transfer), copySteps.stepAside(transfer, now));
  }

  /**
   * Publishes the copy.
   *
   * @param target holds the copy as the region shows it
   */
  public ImageChange publish(Transfer transfer, CopyTarget target) {
    return new ImageChange(
        transfer.region(), target.id(), copySteps.appear(transfer, target.stored().orElseThrow()));
  }

  /** Restores the old image to its original state. */
  public ImageChange restoreOld(Transfer transfer, Image now) {
    return new ImageChange(transfer.region(), oldId(transfer), copySteps.stepBack(transfer, now));
  }

  /** Deletes the image that was replaced. */
  public ImageDeletion deleteOld(Transfer transfer, Image now) {
    return new ImageDeletion(transfer.region(), now, "replaced by the copy " + transfer.copyId());
  }

  /** Deletes what is under the id of the copy and cannot become the copy. */
  public ImageDeletion deleteStale(Transfer transfer, Image now) {
    return new ImageDeletion(
        transfer.region(), now, "a copy that an earlier sender did not finish");
  }

  /** Deletes a copy that was not published. */
  public ImageDeletion delete(Transfer transfer, Image now) {
    return new ImageDeletion(transfer.region(), now, "a copy that was not published");
  }

  private static ImageId oldId(Transfer transfer) {
    return copy(transfer).old().id();
  }

  private static Step.Copy copy(Transfer transfer) {
    return (Step.Copy) transfer.step();
  }
}
