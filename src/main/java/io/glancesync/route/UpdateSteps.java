package io.glancesync.route;

import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.openstack.Listing;
import io.glancesync.openstack.ListingReader;
import io.glancesync.plan.Changes;
import io.glancesync.plan.Companion;
import io.glancesync.plan.CopyId;
import io.glancesync.plan.Step;
import io.glancesync.transfer.Transfer;
import io.glancesync.transfer.TransferException.CompanionMissing;
import java.util.Collection;
import java.util.Comparator;

/** Decides what is changed of an image that a region has, once kernel and ramdisk are known. */
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

  /** What is changed of it. */
  public Changes changes(Transfer transfer) {
    return transfer.step() instanceof Step.Update update
        ? update.changes()
        : ((Step.Retire) transfer.step()).changes();
  }

  /**
   * Makes sure that what is not changed are properties alone, which the region seems to keep to
   * itself.
   *
   * @param now the image as the region shows it after the change
   * @param refusal what the region answered, if it did not do all of it
   * @throws Exception the refusal, when there is more to it
   */
  public void requireDone(Transfer transfer, Image now, Exception refusal) throws Exception {
    if (refusal == null) {
      return;
    }
    boolean isOurs = now != null && now.belongsTo(tokenCache.projectId(transfer.region()));
    if (!isOurs || !changes(transfer).remaining(now).isOfProperties()) {
      throw refusal;
    }
  }

  /**
   * Whether nothing of what was asked for has happened.
   *
   * @param now the image as the region shows it after the change
   */
  public boolean isUnchanged(Transfer transfer, Image now) {
    Changes changes = changes(transfer);
    return !changes.isEmpty() && changes.remaining(now).equals(changes);
  }

  /** Looks for the next kernel or ramdisk of the transfer by its name. */
  public Listing search(Transfer transfer) {
    Image master = companion(transfer).master();
    return listingReader.named(transfer.region(), master.name(), master.hidden());
  }

  /**
   * The transfer, now that its next kernel or ramdisk was looked for.
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
                        "its %s %s is not there; see why that one was not copied"
                            .formatted(companion.role().text(), companion.master().name())));
    return transfer.withStep(transfer.step().withFirstCompanion(found));
  }

  private static Companion companion(Transfer transfer) {
    return transfer.step().companions().get(0);
  }
}
