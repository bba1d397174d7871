package io.glancesync.route;

import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.openstack.Glance;
import io.glancesync.openstack.UnexpectedAnswerException;
import io.glancesync.plan.Action;
import io.glancesync.plan.Changes;
import io.glancesync.plan.CopyId;
import io.glancesync.plan.OtherSenders;
import io.glancesync.plan.Plan;
import io.glancesync.plan.Planner;
import io.glancesync.plan.Step;
import io.glancesync.region.RegionName;
import io.glancesync.transfer.Transfer;
import io.glancesync.transfer.Transfer.Left;
import io.glancesync.transfer.TransferException.ContentDiffers;
import io.glancesync.transfer.TransferException.CopiedElsewhere;
import io.glancesync.transfer.TransferException.NoIdLeft;
import io.glancesync.transfer.TransferException.NotChanged;
import io.glancesync.transfer.TransferException.OldImageChanged;
import io.glancesync.transfer.Verification;
import java.util.List;
import java.util.function.Function;

/** Decides what a copy does next, from what the region's Glance answers. */
public final class CopySteps {
  private final Glance glance = new Glance();
  private final Function<RegionName, String> projects;
  private final Function<RegionName, OtherSenders> others;

  /**
   * @param projects our project's id in a region
   * @param others what tells another GlanceSync's upload there at this moment
   */
  public CopySteps(
      Function<RegionName, String> projects, Function<RegionName, OtherSenders> others) {
    this.projects = projects;
    this.others = others;
  }

  /** The first id to try for the copy. */
  public CopyTarget firstTarget(Transfer transfer, AttemptLog attemptLog) {
    return CopyTarget.first(transfer, attemptLog.failed().size());
  }

  /** The id was used up; the next one. */
  public CopyTarget nextTarget(Transfer transfer, CopyTarget target, AttemptLog attemptLog)
      throws NoIdLeft {
    return target.next(transfer, attemptLog.failed().size());
  }

  /**
   * The slot, after its image was to be created.
   *
   * @param status 201, or 409 when the id is or was in use
   * @throws UnexpectedAnswerException when that is not the image
   */
  public CopyTarget afterCreate(CopyTarget target, int status, String body) {
    if (status != 201) {
      return target;
    }
    new AnswerVerifier().requireAbout(target.id(), glance.image(body));
    return target.created();
  }

  /** What an image that already has the id means for the copy. */
  public CopyTarget afterConflict(
      Transfer transfer, CopyTarget target, Image image, AttemptLog attemptLog) {
    return afterConflict(transfer, target, image, attemptLog, null);
  }

  /**
   * What an image that has the id means for the copy.
   *
   * @param trouble what our own creating of it ran into, if that is how it may have come there
   */
  public CopyTarget afterConflict(
      Transfer transfer, CopyTarget target, Image image, AttemptLog attemptLog, Throwable trouble) {
    RegionName region = transfer.region();
    int failed = trouble == null ? attemptLog.failed().size() : Integer.MAX_VALUE;
    return target.found(transfer, image, projects.apply(region), failed, others.apply(region));
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
    // a copy that an earlier run of ours verified and kept belongs to us
    return transfer.tentative()
        && !transfer.verified()
        && placed != null
        && !placed.status().equals("queued")
        && others.apply(transfer.region()).mayBeMaking(placed, transfer.step().master());
  }

  /** The transfer, begun under that id. */
  public Transfer place(Transfer transfer, CopyTarget target) {
    return transfer.placedAs(target.id());
  }

  /** The image in the region that gives way to the copy; empty for an upload. */
  public ImageId old(Transfer transfer) {
    return copy(transfer).old().id();
  }

  public boolean hasOld(Transfer transfer) {
    return copy(transfer).old() != null;
  }

  /** Whether it may still have to bring the old image back; who left a copy has done so. */
  public boolean mayHavePutAside(Transfer transfer) {
    return hasOld(transfer) && transfer.left() != Left.COPY;
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
  public Changes stepAside(Transfer transfer, Image now) throws OldImageChanged {
    Image old = copy(transfer).old();
    if (isAside(transfer, now) && now.mayHaveContentOf(old)) {
      // another GlanceSync was faster with the very same
      return Changes.NONE;
    }
    boolean isProtectedSince = now.isProtected() && !old.isProtected();
    if (isProtectedSince || !now.name().equals(old.name()) || !now.mayHaveContentOf(old)) {
      throw new OldImageChanged(
          "somebody changed the old image %s meanwhile; the next run plans afresh"
              .formatted(old.id()));
    }
    return Changes.between(now, aside(transfer, now));
  }

  /**
   * The transfer, which notes how it leaves the old image before it touches it.
   *
   * @param changes of {@link #stepAside}
   * @param now the old image as it is at this moment
   */
  public Transfer puttingAside(Transfer transfer, Changes changes, Image now) {
    return transfer.withAside(changes.applyTo(now));
  }

  /**
   * The transfer, which has put the old image aside.
   *
   * @param now the old image as the region shows it after that
   * @throws NotChanged when the region has not done what it said
   */
  public Transfer putAside(Transfer transfer, Changes changes, Image now) throws NotChanged {
    if (!changes.remaining(now).isEmpty()) {
      throw new NotChanged(
          "the region said that it had changed the old image %s, and has left %s as it was; see which rules it has for images"
              .formatted(now.id(), String.join(", ", changes.remaining(now).names())));
    }
    return transfer.withAside(now);
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

  /**
   * Whether the old image is still as it was left when it stepped aside: what looks otherwise
   * somebody wants to keep.
   */
  public boolean isAside(Transfer transfer, Image now) {
    return transfer
        .aside()
        .map(it -> now != null && timeless(it).equals(timeless(now)))
        .orElseGet(() -> looksAside(transfer, now));
  }

  private static Image timeless(Image image) {
    return image.but().created(null).updated(null).build();
  }

  /** The journal of an earlier version, or another GlanceSync, does not say how it was left. */
  private boolean looksAside(Transfer transfer, Image now) {
    Image aside = aside(transfer, copy(transfer).old());
    return now != null
        && now.name().equals(aside.name())
        && now.hidden() == aside.hidden()
        && now.visibility() == aside.visibility()
        && now.isProtected() == aside.isProtected();
  }

  /** The copy becomes visible, with all that the plan wants of it. */
  public Changes appear(Transfer transfer, Image placed) {
    Image wanted = copy(transfer).wanted();
    // it was created without protection: where it has one, somebody wants it so
    boolean isProtected = wanted.isProtected() || placed.isProtected();
    return Changes.between(placed, wanted.but().id(placed.id()).isProtected(isProtected).build());
  }

  /**
   * Makes sure that the copy is published, if not with all that is wanted of it.
   *
   * @param changes of {@link #appear}
   * @param now the copy as the region shows it after that
   * @param refusal what the region answered, if it did not do all of it
   * @throws Exception the refusal, when the copy is not what users are to see
   */
  public void requirePublished(Transfer transfer, Changes changes, Image now, Exception refusal)
      throws Exception {
    if (now == null) {
      throw new ContentDiffers("somebody deleted the copy when it was to be published");
    }
    Changes remaining = changes.remaining(now);
    if (remaining.hidden().isEmpty() && remaining.visibility().isEmpty()) {
      return;
    }
    if (refusal != null) {
      throw refusal;
    }
    throw new NotChanged(
        "the region said that it had published the copy %s, and has left %s as it was; see which rules it has for images"
            .formatted(now.id(), String.join(", ", remaining.names())));
  }

  /**
   * Whether the copy is complete and visible, so that it is not undone any more. If the journal
   * says that it was published, that remains true after it was retired, hidden or replaced.
   *
   * @param placed null when the region has nothing under the copy's id
   */
  public boolean isPublished(Transfer transfer, Image placed) {
    Image wanted = copy(transfer).wanted();
    if (transfer.wasPublished()) {
      return true;
    }
    return placed != null
        && placed.isActive()
        && placed.name().equals(wanted.name())
        && placed.mayHaveContentOf(transfer.step().master())
        && (wanted.hidden() ? isNothingLeft(transfer, placed) : !placed.hidden());
  }

  /**
   * An image that stays hidden does not show whether it was published. It was, when it is right and
   * that would change nothing; but nobody can tell where an old image had to step aside as well,
   * and doing all of it again does no harm.
   */
  private boolean isNothingLeft(Transfer transfer, Image placed) {
    return !hasOld(transfer)
        && appear(transfer, placed).isEmpty()
        && isKnownToBeRight(transfer, placed);
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
   * Whether it is a complete copy that nobody has to send again: it stays, hidden, for the next run
   * to publish.
   *
   * @param now null when it is gone
   */
  public boolean isWorthKeeping(Transfer transfer, Image now) {
    Image master = transfer.step().master();
    return isLeftover(transfer, now)
        // the next run does not look for what an earlier release made
        && CopyId.isTried(transfer.region(), master, now.id())
        && now.isActive()
        && now.hidden()
        && now.mayHaveContentOf(master)
        && isKnownToBeRight(transfer, now);
  }

  private static boolean isKnownToBeRight(Transfer transfer, Image placed) {
    return transfer.verified() || Verification.isProven(transfer.step().master(), placed);
  }

  /** The transfer, which leaves its complete copy to be published by a later run. */
  public Transfer keeping(Transfer transfer, Image now) {
    return transfer.keeping(now);
  }

  /** The copies that earlier runs left to be published, and that this one's plan does not need. */
  public List<Transfer> unwanted(Run run, RegionName region, List<Transfer> open) {
    Plan plan = run.plan(region);
    return open.stream()
        .filter(it -> it.left() == Left.COPY && !it.run().equals(run.id()))
        // what a run is not about it cannot miss
        .filter(it -> !run.isNarrowed() && run.isAbout(region, it.step().imageName()))
        .filter(
            it ->
                plan.states().stream()
                    .filter(state -> state.state().isCopy())
                    .noneMatch(state -> state.master().id().equals(it.step().master().id())))
        .toList();
  }

  /**
   * Whether somebody made something else of the copy since it was begun, and so wants to keep it.
   */
  public boolean isSomebodys(Transfer transfer, Image now) {
    return now != null
        && (transfer.kept().filter(it -> !timeless(it).equals(timeless(now))).isPresent()
            || now.isProtected()
            || !now.name().equals(copy(transfer).wanted().name())
            || now.status().equals("deactivated")
            || (now.isActive() && !now.hidden() && now.mayHaveContentOf(transfer.step().master())));
  }

  /** What brings the old image back to how it was found. */
  public Changes stepBack(Transfer transfer, Image now) {
    Image old = copy(transfer).old();
    Image before =
        now.but()
            .name(old.name())
            .visibility(old.visibility())
            .hidden(old.hidden())
            .isProtected(old.isProtected())
            .build();
    return Changes.between(now, before);
  }

  private static Step.Copy copy(Transfer transfer) {
    return (Step.Copy) transfer.step();
  }
}
