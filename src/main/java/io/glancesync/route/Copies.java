package io.glancesync.route;

import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.openstack.Glance;
import io.glancesync.plan.Action;
import io.glancesync.plan.Changes;
import io.glancesync.plan.Planner;
import io.glancesync.plan.Step;
import io.glancesync.transfer.Transfer;
import io.glancesync.transfer.TransferException.NoIdLeft;
import java.util.Optional;

/** Decides what a copy does next, from what the region's Glance answers. */
public final class Copies {
  private final Glance glance = new Glance();

  /** The first id to try for the copy. */
  public Slot firstSlot(Transfer transfer) {
    return Slot.first(transfer);
  }

  /** The id was used up; the next one. */
  public Slot nextSlot(Transfer transfer, Slot slot) throws NoIdLeft {
    return slot.next(transfer);
  }

  /** What an image that already has the id means for the copy. */
  public Slot foundSlot(Transfer transfer, Slot slot, Image image) {
    return slot.found(transfer, image);
  }

  /** The transfer, begun under that id. */
  public Transfer place(Transfer transfer, Slot slot) {
    return transfer.placedAs(slot.id());
  }

  /** The image in the region that gives way to the copy; empty for an upload. */
  public ImageId old(Transfer transfer) {
    return copy(transfer).old().id();
  }

  public boolean hasOld(Transfer transfer) {
    return copy(transfer).old() != null;
  }

  /** Whether the old image is deleted in the end. */
  public boolean isReplace(Transfer transfer) {
    return transfer.step().action() == Action.REPLACE;
  }

  /** What creates the copy, hidden and empty. */
  public String createRequest(Transfer transfer) {
    return glance.createRequest(copy(transfer).wanted(), transfer.placed().orElseThrow());
  }

  /** The old image makes room for its name: hidden, to be deleted, or renamed. */
  public String stepAside(Transfer transfer) {
    Image old = copy(transfer).old();
    Image aside =
        isReplace(transfer)
            ? old.but().hidden(true).isProtected(false).build()
            : Planner.renamed(old);
    return glance.patch(Changes.between(old, aside));
  }

  /** The copy becomes visible, with all that the plan wants of it. */
  public String appear(Transfer transfer, Image placed) {
    Image wanted = copy(transfer).wanted();
    return glance.patch(Changes.between(placed, wanted.but().id(placed.id()).build()));
  }

  /**
   * Whether the copy is complete and everybody can see it: there is no way back from here.
   *
   * @param placed null when the region has nothing under the copy's id
   */
  public boolean isPublished(Transfer transfer, Image placed) {
    return Optional.ofNullable(placed)
        .filter(Image::isActive)
        .filter(image -> image.hidden() == copy(transfer).wanted().hidden())
        .filter(image -> image.sameContentAs(transfer.step().master()))
        .isPresent();
  }

  /** What brings the old image back to how it was found; {@code []} when it is. */
  public String stepBack(Transfer transfer, Image now) {
    Image old = copy(transfer).old();
    Image before =
        now.but()
            .name(old.name())
            .visibility(old.visibility())
            .hidden(old.hidden())
            .isProtected(old.isProtected())
            .build();
    return glance.patch(Changes.between(now, before));
  }

  private static Step.Copy copy(Transfer transfer) {
    return (Step.Copy) transfer.step();
  }
}
