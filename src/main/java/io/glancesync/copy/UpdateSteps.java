package io.glancesync.copy;

import io.glancesync.error.TransferException.CompanionMissing;
import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.openstack.ListingReader;
import io.glancesync.openstack.ListingRequest;
import io.glancesync.openstack.TokenCache;
import io.glancesync.openstack.request.ChangeResult;
import io.glancesync.openstack.request.ImageChange;
import io.glancesync.plan.Changes;
import io.glancesync.plan.Companion;
import io.glancesync.plan.CopyId;
import io.glancesync.plan.Step;
import io.glancesync.region.RegionName;
import io.glancesync.transfer.Transfer;
import java.util.Collection;
import java.util.Comparator;

/** Decides which fields of an existing image are changed, once kernel and ramdisk are known. */
public final class UpdateSteps {
  private final TokenCache tokenCache;
  private final ListingReader listingReader;

  public UpdateSteps(TokenCache tokenCache, ListingReader listingReader) {
    this.tokenCache = tokenCache;
    this.listingReader = listingReader;
  }

  /** The region's image that is changed. */
  public ImageId image(Transfer transfer) {
    return transfer.step().regionId().orElseThrow();
  }

  /** The changes of that image. */
  public Changes changes(Transfer transfer) {
    return transfer.step() instanceof Step.Update update
        ? update.changes()
        : ((Step.Retire) transfer.step()).changes();
  }

  /** The request that changes that image. */
  public ImageChange request(Transfer transfer) {
    return new ImageChange(transfer.region(), image(transfer), changes(transfer));
  }

  /**
   * Makes sure that nothing but properties remains unchanged; the region seems to reserve those for
   * itself.
   *
   * @throws Exception the refusal, when anything else remains unchanged
   */
  public void requireDone(ChangeResult result) throws Exception {
    if (result.refusal() == null) {
      return;
    }
    Image now = result.image();
    RegionName region = result.request().region();
    boolean isOurs = now != null && now.belongsTo(tokenCache.projectId(region));
    if (!isOurs || !result.remaining().isOfProperties()) {
      throw result.refusal();
    }
  }

  /** Whether none of the requested changes took effect. */
  public boolean isUnchanged(ChangeResult result) {
    Changes changes = result.request().changes();
    return !changes.isEmpty() && result.remaining().equals(changes);
  }

  /** The search for the next kernel or ramdisk of the transfer by its name. */
  public ListingRequest search(Transfer transfer) {
    Image master = companion(transfer).master();
    RegionName region = transfer.region();
    return new ListingRequest(region, listingReader.named(region, master.name(), master.hidden()));
  }

  /**
   * The transfer, with the result of the search for its next kernel or ramdisk.
   *
   * @param images what the search found
   * @throws CompanionMissing when the region has no such image with the master's content
   */
  public Transfer withCompanion(Transfer transfer, Collection<Image> images)
      throws CompanionMissing {
    Companion companion = companion(transfer);
    ImageId found =
        images.stream()
            .filter(image -> image.name().equals(companion.master().name()))
            .filter(image -> image.belongsTo(tokenCache.projectId(transfer.region())))
            .filter(it -> CopyId.hasContentOf(transfer.region(), companion.master(), it))
            .map(Image::id)
            .min(Comparator.naturalOrder())
            .orElseThrow(
                () ->
                    new CompanionMissing(
                        "its %s %s is not there"
                            .formatted(companion.role().text(), companion.master().name()),
                        "see why that one was not copied"));
    return transfer.withStep(transfer.step().withFirstCompanion(found));
  }

  private static Companion companion(Transfer transfer) {
    return transfer.step().companions().get(0);
  }
}
