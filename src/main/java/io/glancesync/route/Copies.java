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
import io.glancesync.transfer.TransferException.OldImageChanged;

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

  /**
   * The old image makes room for its name: hidden, to be deleted, or renamed.
   *
   * @param now the old image as it is at this moment
   * @throws OldImageChanged when it is not what the plan was made for
   */
  public String stepAside(Transfer transfer, Image now) throws OldImageChanged {
    Image old = copy(transfer).old();
    if (!now.name().equals(old.name()) || !now.sameContentAs(old)) {
      throw new OldImageChanged(
          "somebody changed the old image %s meanwhile; the next run plans afresh"
              .formatted(old.id()));
    }
    return glance.patch(Changes.between(now, aside(transfer, now)));
  }

  private Image aside(Transfer transfer, Image old) {
    return isReplace(transfer)
        ? old.but().hidden(true).isProtected(false).build()
        : Planner.renamed(old);
  }

  /** Whether the old image looks as it does once it has stepped aside. */
  public boolean isAside(Transfer transfer, Image now) {
    Image aside = aside(transfer, copy(transfer).old());
    return now != null
        && now.name().equals(aside.name())
        && now.hidden() == aside.hidden()
        && now.visibility() == aside.visibility()
        && now.isProtected() == aside.isProtected();
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
    Image wanted = copy(transfer).wanted();
    return placed != null
        && placed.isActive()
        && placed.name().equals(wanted.name())
        && placed.sameContentAs(transfer.step().master())
        && (wanted.hidden() ? isNothingLeft(transfer, placed) : !placed.hidden());
  }

  /**
   * An image that stays hidden does not show whether it was published. It was, when that would
   * change nothing; but nobody can tell where an old image had to step aside as well, and doing all
   * of it again does no harm.
   */
  private boolean isNothingLeft(Transfer transfer, Image placed) {
    return !hasOld(transfer) && appear(transfer, placed).equals("[]");
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
