package io.glancesync.copy;

import io.glancesync.error.AttemptLog;
import io.glancesync.error.TransferException.ContentDiffers;
import io.glancesync.error.TransferException.CopiedElsewhere;
import io.glancesync.error.TransferException.NoIdLeft;
import io.glancesync.error.TransferException.NotChanged;
import io.glancesync.error.TransferException.OldImageChanged;
import io.glancesync.image.Image;
import io.glancesync.openstack.Glance;
import io.glancesync.openstack.UnexpectedAnswerException;
import io.glancesync.openstack.request.ChangeResult;
import io.glancesync.plan.Changes;
import io.glancesync.plan.CopyId;
import io.glancesync.plan.OtherSenders;
import io.glancesync.plan.Plan;
import io.glancesync.plan.Step;
import io.glancesync.region.RegionName;
import io.glancesync.run.Run;
import io.glancesync.transfer.Transfer;
import io.glancesync.transfer.Transfer.Left;
import io.glancesync.transfer.Verification;
import java.util.List;
import java.util.function.Function;

/** Decides the next step of a copy from the answers of the region's Glance. */
public final class CopySteps {
  private final Glance glance = new Glance();
  private final Function<RegionName, String> projects;
  private final Function<RegionName, OtherSenders> others;

  /**
   * @param projects the id of GlanceSync's own project in a region
   * @param others recognises the current uploads of another GlanceSync in a region
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

  /** The next id to try, after an id was used up. */
  public CopyTarget nextTarget(Transfer transfer, CopyTarget target, AttemptLog attemptLog)
      throws NoIdLeft {
    return target.next(transfer, attemptLog.failed().size());
  }

  /**
   * The copy target after the request that creates its image.
   *
   * @param status 201, or 409 when the id is or was in use
   * @throws UnexpectedAnswerException when the answer is about another image
   */
  public CopyTarget afterCreate(CopyTarget target, int status, String body) {
    if (status != 201) {
      return target;
    }
    new AnswerVerifier().requireAbout(target.id(), glance.image(body));
    return target.created();
  }

  /**
   * Decides what to do about an image that has the id.
   *
   * @param image null when it is gone; then its id was used up
   * @param problem the error of this transfer's own create request, if that request may have
   *     created the image; otherwise null
   */
  public CopyTarget afterConflict(
      Transfer transfer, CopyTarget target, Image image, AttemptLog attemptLog, Throwable problem)
      throws NoIdLeft {
    if (image == null) {
      return nextTarget(transfer, target, attemptLog);
    }
    RegionName region = transfer.region();
    int failed = problem == null ? attemptLog.failed().size() : Integer.MAX_VALUE;
    return target.found(transfer, image, projects.apply(region), failed, others.apply(region));
  }

  /**
   * Fails the transfer because another GlanceSync still seems to be making the copy.
   *
   * @param image the image that was found under the id
   */
  public void endForOther(Transfer transfer, Image image) throws CopiedElsewhere {
    throw new CopiedElsewhere(
        "another GlanceSync seems to be copying it at this moment (image %s is %s since %s, and left alone until %s)"
            .formatted(
                image.id(),
                image.status(),
                image.updated(),
                others.apply(transfer.region()).until(image, transfer.master())),
        "let only one work on a region, or wait: the next run tries again");
  }

  /**
   * Whether the image under the id seems to belong to another GlanceSync, while this transfer has
   * only tried the id.
   */
  public boolean isOthers(Transfer transfer, Image copy) {
    // a copy that an earlier run verified and kept is our own
    return transfer.tentative()
        && !transfer.verified()
        && copy != null
        && !copy.status().equals("queued")
        && others.apply(transfer.region()).mayBeMaking(copy, transfer.master());
  }

  /** The copy target, with its image as the region shows it. */
  public CopyTarget holding(CopyTarget target, Image stored) {
    return target.holding(stored);
  }

  public boolean hasOld(Transfer transfer) {
    return transfer.step() instanceof Step.Copy copy && copy.old() != null;
  }

  /** Whether anything has to be done after the copy is published. */
  public boolean hasSequel(Transfer transfer) {
    return hasOld(transfer) || transfer.step().members().isPresent();
  }

  /**
   * Whether the transfer may still have to restore the old image. A transfer that left a copy has
   * already restored it.
   */
  public boolean mayHavePutAside(Transfer transfer) {
    return hasOld(transfer) && transfer.left() != Left.COPY;
  }

  /** Whether the old image is deleted in the end. */
  public boolean isOldDeleted(Transfer transfer) {
    return hasOld(transfer) && copy(transfer).outgoing().isDeleted();
  }

  /**
   * The changes that set the old image aside, so that the copy can have its name. It is hidden and
   * later deleted, or it is kept under another name.
   *
   * @param now the old image as it is at this moment
   * @throws OldImageChanged when it differs from the image that the plan was made for
   */
  public Changes stepAside(Transfer transfer, Image now) throws OldImageChanged {
    Image old = copy(transfer).old();
    if (isAside(transfer, now) && now.mayHaveContentOf(old)) {
      // another GlanceSync already made the same change
      return Changes.NONE;
    }
    boolean isProtectedSince = now.isProtected() && !old.isProtected();
    if (isProtectedSince || !now.name().equals(old.name()) || !now.mayHaveContentOf(old)) {
      throw new OldImageChanged(
          "somebody changed the old image %s meanwhile".formatted(old.id()),
          "the next run plans again");
    }
    return Changes.between(now, copy(transfer).outgoing().applyTo(now));
  }

  /**
   * The transfer, with the state in which it will leave the old image. It is recorded before the
   * old image is changed.
   *
   * @param now the old image as it is at this moment
   */
  public Transfer puttingAside(Transfer transfer, Image now) throws OldImageChanged {
    return transfer.withAside(stepAside(transfer, now).applyTo(now));
  }

  /**
   * The transfer, after it set the old image aside.
   *
   * @throws NotChanged when the region did not make the change that it confirmed
   */
  public Transfer putAside(Transfer transfer, ChangeResult result) throws NotChanged {
    if (!result.remaining().isEmpty()) {
      throw new NotChanged(
          "the region said that it had changed the old image %s, and has left %s as it was"
              .formatted(result.image().id(), String.join(", ", result.remaining().names())),
          "see which rules it has for images");
    }
    return transfer.withAside(result.image());
  }

  /** Whether this transfer set the old image aside. */
  public boolean isAsideByUs(Transfer transfer, Image now) {
    // a transfer that sent nothing set nothing aside: another GlanceSync did it
    boolean hasBegun = !transfer.tentative() || transfer.attempt() > 0;
    return hasBegun && isAside(transfer, now);
  }

  /**
   * Whether the old image is still as it was when it was set aside. If it is not, somebody changed
   * it and wants to keep it.
   */
  public boolean isAside(Transfer transfer, Image now) {
    return transfer
        .aside()
        .map(it -> now != null && it.atAnyMoment().equals(now.atAnyMoment()))
        .orElseGet(() -> isSetAside(transfer, now));
  }

  /**
   * Compares only the fields that are changed to set an image aside. The journal of an earlier
   * version, or of another GlanceSync, does not hold the state of the old image.
   */
  private boolean isSetAside(Transfer transfer, Image now) {
    Image aside = copy(transfer).outgoing().applyTo(copy(transfer).old());
    return now != null
        && now.name().equals(aside.name())
        && now.hidden() == aside.hidden()
        && now.visibility() == aside.visibility()
        && now.isProtected() == aside.isProtected();
  }

  /** The changes that publish the copy, with all that the plan wants of it. */
  public Changes appear(Transfer transfer, Image copy) {
    Image wanted = copy(transfer).wanted();
    // the copy was created without protection: if it is protected now, somebody wants that
    boolean isProtected = wanted.isProtected() || copy.isProtected();
    return Changes.between(copy, wanted.but().id(copy.id()).isProtected(isProtected).build());
  }

  /**
   * Makes sure that the copy is published, even if some wanted properties are missing.
   *
   * @param result of {@link #appear}
   * @throws Exception the refusal, when the copy is not visible as wanted
   */
  public void requirePublished(ChangeResult result) throws Exception {
    if (result.image() == null) {
      throw new ContentDiffers("somebody deleted the copy when it was to be published");
    }
    Changes remaining = result.remaining();
    if (remaining.hidden().isEmpty() && remaining.visibility().isEmpty()) {
      return;
    }
    if (result.refusal() != null) {
      throw result.refusal();
    }
    throw new NotChanged(
        "the region said that it had published the copy %s, and has left %s as it was"
            .formatted(result.image().id(), String.join(", ", remaining.names())),
        "see which rules it has for images");
  }

  /**
   * Whether the copy is complete and visible, so that it is never undone. If the journal says that
   * it was published, this stays true after the copy is retired, hidden or replaced.
   *
   * @param copy null when the region has nothing under the copy's id
   */
  public boolean isPublished(Transfer transfer, Image copy) {
    if (transfer.wasPublished()) {
      return true;
    }
    Image wanted = copy(transfer).wanted();
    return copy != null
        && copy.isActive()
        && copy.name().equals(wanted.name())
        && copy.mayHaveContentOf(transfer.master())
        && (wanted.hidden() ? isNothingLeft(transfer, copy) : !copy.hidden());
  }

  /**
   * Whether a copy that stays hidden was published. The image alone does not show that. It was
   * published if its content is verified and publishing would change nothing. If an old image had
   * to be set aside as well, nobody can tell; then publishing is repeated, which does no harm.
   */
  private boolean isNothingLeft(Transfer transfer, Image copy) {
    return !hasOld(transfer)
        && appear(transfer, copy).isEmpty()
        && isKnownToBeRight(transfer, copy);
  }

  /**
   * Whether the image is the unpublished copy of this transfer, so that it may be deleted.
   *
   * @param now null when it is gone
   */
  public boolean isLeftover(Transfer transfer, Image now) {
    return now != null && !isSomebodys(transfer, now);
  }

  /**
   * Whether the image is a complete copy that need not be sent again. It stays hidden, and the next
   * run publishes it.
   *
   * @param now null when it is gone
   */
  public boolean isWorthKeeping(Transfer transfer, Image now) {
    Image master = transfer.master();
    return isLeftover(transfer, now)
        // the next run does not search for ids that an earlier release computed
        && CopyId.isTried(transfer.region(), master, now.id())
        && now.isActive()
        && now.hidden()
        && now.mayHaveContentOf(master)
        && isKnownToBeRight(transfer, now);
  }

  private static boolean isKnownToBeRight(Transfer transfer, Image copy) {
    return transfer.verified() || Verification.isProven(transfer.master(), copy);
  }

  /** The transfer, which leaves its complete copy for a later run to publish. */
  public Transfer keeping(Transfer transfer, Image now) {
    return transfer.keeping(now);
  }

  /** The unpublished copies that earlier runs kept and that this run's plan does not need. */
  public List<Transfer> unwanted(Run run, RegionName region, List<Transfer> open) {
    Plan plan = run.plan(region);
    return open.stream()
        .filter(it -> it.left() == Left.COPY && !it.run().equals(run.id()))
        // a run cannot tell whether it needs images that it is not about
        .filter(it -> !run.isNarrowed() && run.isAbout(region, it.step().imageName()))
        .filter(
            it ->
                plan.states().stream()
                    .filter(state -> state.state().isCopy())
                    .noneMatch(state -> state.master().id().equals(it.master().id())))
        .toList();
  }

  /** Whether somebody changed the copy since it was begun, and so wants to keep it. */
  public boolean isSomebodys(Transfer transfer, Image now) {
    return now != null
        && (transfer.kept().filter(it -> !it.atAnyMoment().equals(now.atAnyMoment())).isPresent()
            || now.isProtected()
            || !now.name().equals(copy(transfer).wanted().name())
            || now.status().equals("deactivated")
            || (now.isActive() && !now.hidden() && now.mayHaveContentOf(transfer.master())));
  }

  /** The changes that restore the old image to its original state. */
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
