package io.glancesync.members;

import io.glancesync.image.ImageId;
import io.glancesync.image.Members;
import io.glancesync.openstack.TokenCache;
import io.glancesync.openstack.request.MemberRequest;
import io.glancesync.openstack.request.MembersChange;
import io.glancesync.plan.Step;
import io.glancesync.transfer.Transfer;
import java.util.List;
import java.util.Optional;

/** Decides who an image is shared with once the rest of its step is done. */
public final class SharingSteps {
  private final TokenCache tokenCache;

  public SharingSteps(TokenCache tokenCache) {
    this.tokenCache = tokenCache;
  }

  /** What makes the members of a new copy right; one request or none. */
  public List<MembersChange> ofCopy(Transfer transfer, ImageId copy) {
    return Optional.ofNullable(((Step.Copy) transfer.step()).wanted().members())
        .filter(it -> !it.isEmpty())
        .map(it -> change(transfer, copy, it))
        .stream()
        .toList();
  }

  /** What makes the members of an image right that the region had; one request or none. */
  public List<MembersChange> ofUpdate(Transfer transfer) {
    return transfer.step() instanceof Step.Update update
        ? update.changes().members().stream()
            .map(it -> change(transfer, update.existing().id(), it))
            .toList()
        : List.of();
  }

  /**
   * What has to be done for such a request.
   *
   * @param now who the members are
   */
  public List<MemberRequest> requests(MembersChange change, Members now) {
    return change.requests(now);
  }

  private MembersChange change(Transfer transfer, ImageId id, Members wanted) {
    return new MembersChange(
        transfer.region(), id, wanted, tokenCache.projectId(transfer.region()));
  }
}
