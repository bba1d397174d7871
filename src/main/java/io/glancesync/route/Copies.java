package io.glancesync.route;

import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.openstack.Glance;
import io.glancesync.plan.Action;
import io.glancesync.plan.Changes;
import io.glancesync.plan.OtherSenders;
import io.glancesync.plan.Planner;
import io.glancesync.plan.Step;
import io.glancesync.region.RegionName;
import io.glancesync.transfer.Transfer;
import io.glancesync.transfer.TransferException.CopiedElsewhere;
import io.glancesync.transfer.TransferException.NoIdLeft;
import io.glancesync.transfer.TransferException.OldImageChanged;
import java.util.function.Function;

/** Decides what a copy does next, from what the region's Glance answers. */
public final class Copies {
  private final Glance glance = new Glance();
  private final Function<RegionName, String> projects;
  private final Function<RegionName, OtherSenders> others;

  /**
   * @param projects our project's id in a region
   * @param others what tells another GlanceSync's upload there at this moment
   */
  public Copies(Function<RegionName, String> projects, Function<RegionName, OtherSenders> others) {
    this.projects = projects;
    this.others = others;
  }

  /** The first id to try for the copy. */
  public Slot firstSlot(Transfer transfer, Attempts attempts) {
    return Slot.first(transfer, attempts.failed().size());
  }

  /** The id was used up; the next one. */
  public Slot nextSlot(Transfer transfer, Slot slot, Attempts attempts) throws NoIdLeft {
    return slot.next(transfer, attempts.failed().size());
  }

  /** What an image that already has the id means for the copy. */
  public Slot foundSlot(Transfer transfer, Slot slot, Image image, Attempts attempts) {
    RegionName region = transfer.region();
    return slot.found(
        transfer, image, projects.apply(region), attempts.failed().size(), others.apply(region));
  }

  /**
   * Leaves the copy to somebody who seems to be still at it.
   *
   * @param image as it was found
   */
  public void giveWay(Transfer transfer, Image image) throws CopiedElsewhere {
    throw new CopiedElsewhere(
        "another GlanceSync seems to be copying it at this moment (image %s is %s since %s, and left alone until %s); let only one work on a region, or wait: the next run tries again"
            .formatted(
                image.id(),
                image.status(),
                image.updated(),
                others.apply(transfer.region()).until(image, transfer.step().master())));
  }

  /** Whether what is there is not this transfer's, which never got further than trying its id. */
  public boolean isOthers(Transfer transfer, Image placed) {
    return transfer.tentative()
        && placed != null
        && !placed.status().equals("queued")
        && others.apply(transfer.region()).mayBeMaking(placed, transfer.step().master());
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
    if (isAside(transfer, now) && now.mayHaveContentOf(old)) {
      // another GlanceSync was faster with the very same
      return glance.patch(Changes.between(now, now));
    }
    boolean isProtectedSince = now.isProtected() && !old.isProtected();
    if (isProtectedSince || !now.name().equals(old.name()) || !now.mayHaveContentOf(old)) {
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

  /** Whether the old image looks as it does once this transfer has put it aside. */
  public boolean isAsideByUs(Transfer transfer, Image now) {
    // who has sent nothing has put nothing aside: that was another GlanceSync
    boolean hasBegun = !transfer.tentative() || transfer.attempt() > 0;
    return hasBegun && isAside(transfer, now);
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
    // it was created without protection: where it has one, somebody wants it so
    boolean isProtected = wanted.isProtected() || placed.isProtected();
    return glance.patch(
        Changes.between(placed, wanted.but().id(placed.id()).isProtected(isProtected).build()));
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
        && placed.mayHaveContentOf(transfer.step().master())
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

  /**
   * Whether that is what the unpublished copy of this transfer left, so that it may go.
   *
   * @param now null when it is gone
   */
  public boolean isLeftover(Transfer transfer, Image now) {
    return now != null && !isSomebodys(transfer, now);
  }

  /**
   * Whether somebody made something else of the copy since it was begun, and so wants to keep it.
   */
  public boolean isSomebodys(Transfer transfer, Image now) {
    return now != null
        && (now.isProtected()
            || !now.name().equals(copy(transfer).wanted().name())
            || now.status().equals("deactivated")
            || (now.isActive() && !now.hidden() && now.mayHaveContentOf(transfer.step().master())));
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
