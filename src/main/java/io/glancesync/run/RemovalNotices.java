package io.glancesync.run;

import io.glancesync.image.Image;
import io.glancesync.openstack.request.ChangeResult;
import io.glancesync.openstack.request.ImageDeletion;
import io.glancesync.plan.Warning;
import io.glancesync.region.RegionName;
import io.glancesync.text.Printable;
import io.glancesync.transfer.Transfer;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what a run removed, and what a region refuses. */
public final class RemovalNotices {
  private static final Logger LOG = LoggerFactory.getLogger("glancesync.recover");

  private final RunTracker runTracker;

  public RemovalNotices(RunTracker runTracker) {
    this.runTracker = runTracker;
  }

  /** Reports that an image was deleted. */
  public void removed(ImageDeletion done) {
    LOG.info(
        "{}: deleted image {} ({}): {}",
        done.region(),
        Printable.of(done.image().name()),
        done.id(),
        done.why());
  }

  /** Reports that an image was changed since it was left, so that it stays. */
  public void left(Image image, RegionName region, String what) {
    LOG.warn(
        "{}: left image {} ({}), {}, because somebody has changed it; delete it if nobody needs it",
        region,
        Printable.of(image.name()),
        image.id(),
        what);
  }

  /**
   * Reports that the region refuses to delete an image.
   *
   * @param what the kind of the image
   */
  public void keptInUse(Run run, Transfer transfer, Image image, String what) {
    spareInUse(run, transfer.region(), image, what);
  }

  /** Reports the same for an image that belongs to no transfer. */
  public void spareInUse(Run run, RegionName region, Image image, String what) {
    warn(
        run,
        new Warning(
            Warning.Code.KEPT_IN_USE,
            region,
            image.name(),
            "%s refuses to delete %s (%s), %s, because it is in use or protected; it stays as it is, and the next run tries again"
                .formatted(region, image.name(), image.id(), what)));
  }

  /** Reports that the region did not apply all of the requested changes. */
  public void notKept(Transfer transfer, ChangeResult result) {
    List<String> names = result.remaining().names();
    if (!names.isEmpty()) {
      Image now = result.image();
      warn(
          runTracker.of(transfer),
          new Warning(
              Warning.Code.PROPERTY_NOT_KEPT,
              transfer.region(),
              now.name(),
              "%s does not let us change %s of %s (%s); leave it out with metadata_set, or ask who runs that region"
                  .formatted(transfer.region(), String.join(", ", names), now.name(), now.id())));
    }
  }

  private static void warn(Run run, Warning warning) {
    if (run != null && run.add(warning)) {
      LOG.warn("{}", Printable.of(warning.message()));
    }
  }
}
