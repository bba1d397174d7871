package io.glancesync.members;

import io.glancesync.config.Configuration;
import io.glancesync.error.TransferException;
import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.image.Members;
import io.glancesync.image.Visibility;
import io.glancesync.openstack.TokenCache;
import io.glancesync.openstack.request.MembersChange;
import io.glancesync.region.RegionName;
import io.glancesync.run.Run;
import io.glancesync.transfer.Journal;
import io.glancesync.transfer.Transfer;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Decides who an image is shared with once the rest of its step is done. */
public final class SharingSteps {
  private final Supplier<Configuration> configuration;
  private final TokenCache tokenCache;
  private final Journal journal;

  public SharingSteps(
      Supplier<Configuration> configuration, TokenCache tokenCache, Journal journal) {
    this.configuration = configuration;
    this.tokenCache = tokenCache;
    this.journal = journal;
  }

  /**
   * What makes the members right of an image that is published; one request or none. A transfer
   * that only waits for the old image to be free was shared before.
   *
   * @param now the image as the region shows it; null when it is gone
   */
  public List<MembersChange> due(Transfer transfer, Image now) {
    boolean isShared = now != null && now.visibility() == Visibility.SHARED;
    return transfer.step().members().stream()
        .filter(it -> isShared && transfer.left() != Transfer.Left.OLD)
        .filter(it -> configuration.get().targetOf(transfer.region()).policy().syncMembers())
        .map(it -> change(transfer, now.id(), it))
        .toList();
  }

  /**
   * Notes in the journal that the members of an image are about to be changed, which the region
   * has: a later run does it if this one cannot.
   *
   * @return the transfer, as the journal has it; the same one if it is about no members, or if the
   *     journal says so of an earlier transfer
   */
  public Transfer begun(Transfer transfer) throws TransferException.Unsettled {
    if (transfer.isCopy() || transfer.step().members().isEmpty() || entries(transfer).count() > 0) {
      return transfer;
    }
    Transfer sharing =
        transfer.withCopyId(transfer.step().regionId().orElseThrow()).held().asPublished();
    journal.begin(sharing);
    return sharing;
  }

  /** What makes the members of an image right that the region had; one request or none. */
  public List<MembersChange> ofUpdate(Transfer transfer) {
    return transfer.step().members().stream()
        .map(it -> change(transfer, transfer.step().regionId().orElseThrow(), it))
        .toList();
  }

  /** The transfer, whose image is shared as it should be, so that the journal forgets it. */
  public Transfer ended(Transfer transfer) {
    entries(transfer).filter(it -> !it.isCopy()).forEach(journal::end);
    return transfer.hasCopyId() ? transfer.withoutCopyId() : transfer;
  }

  /** What the journal has of the same image of the master. */
  private Stream<Transfer> entries(Transfer transfer) {
    return transfer.step().members().isEmpty()
        ? Stream.empty()
        : journal.left().stream()
            .filter(it -> it.region().equals(transfer.region()))
            .filter(it -> it.master().id().equals(transfer.master().id()));
  }

  /**
   * Notes in the journal whom the master shares with by now, for what an earlier transfer could not
   * share: a later run does not share it with somebody who has lost it meanwhile. Where the
   * master's members are not known, the journal stays as it is.
   *
   * @param run has compared the region
   */
  public void follow(Run run, RegionName region) throws TransferException.Unsettled {
    for (Transfer open : journal.left()) {
      if (open.region().equals(region) && open.left() == Transfer.Left.PUBLISHED) {
        Optional<Members> now = ofMaster(run, open);
        Optional<Members> noted = open.step().members();
        if (now.isPresent() && noted.isPresent() && !now.equals(noted)) {
          journal.begin(open.withStep(open.step().sharedWith(now.get())));
        }
      }
    }
  }

  /** Whom the master shares its image with; what the members made of it stays. */
  private Optional<Members> ofMaster(Run run, Transfer open) {
    Members noted = open.step().members().orElse(Members.NONE);
    return run.master()
        .withId(open.master().id().value())
        .filter(it -> it.visibility() == Visibility.SHARED)
        .map(it -> it.knownMembers().map(known -> known.keeping(noted)))
        .orElse(Optional.of(Members.NONE))
        .map(it -> it.without(tokenCache.projectId(open.region())));
  }

  /**
   * What has to be done for such a request.
   *
   * @param now who the members are
   */
  public SharingAttempt attempt(MembersChange change, Members now) {
    return new SharingAttempt(change.requests(now));
  }

  /** Records that one of the requests failed. */
  public void failed(SharingAttempt attempt, Exception error) {
    attempt.failed(error);
  }

  /**
   * Makes sure that none of the requests failed.
   *
   * @throws Exception the first error
   */
  public void requireAll(SharingAttempt attempt) throws Exception {
    attempt.requireAll();
  }

  private MembersChange change(Transfer transfer, ImageId id, Members wanted) {
    return new MembersChange(
        transfer.region(), id, wanted, tokenCache.projectId(transfer.region()));
  }
}
