package io.glancesync.route;

import io.glancesync.image.Image;
import io.glancesync.plan.Changes;
import io.glancesync.plan.Warning;
import io.glancesync.region.RegionName;
import io.glancesync.text.Printable;
import io.glancesync.transfer.Transfer;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what a run removed, and what a region does not let it do. */
public final class RemovalNotices {
  private static final Logger LOG = LoggerFactory.getLogger("glancesync.recover");

  private final RunTracker runTracker;

  public RemovalNotices(RunTracker runTracker) {
    this.runTracker = runTracker;
  }

  /**
   * An image was deleted.
   *
   * @param why in words that go on after a colon
   */
  public void removed(Image image, RegionName region, String why) {
    LOG.info("{}: deleted image {} ({}): {}", region, Printable.of(image.name()), image.id(), why);
  }

  /** An image is not what it was left as, so that it stays. */
  public void left(Image image, RegionName region, String what) {
    LOG.warn(
        "{}: left image {} ({}), {}, because somebody has changed it; delete it if nobody needs it",
        region,
        Printable.of(image.name()),
        image.id(),
        what);
  }

  /**
   * The region refuses to delete an image.
   *
   * @param run null in a transfer, which knows its run
   * @param what it is
   */
  public void keptInUse(Run run, Transfer transfer, Image image, String what) {
    spareInUse(run == null ? runTracker.of(transfer) : run, transfer.region(), image, what);
  }

  /** The same, of an image that no transfer is about. */
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

  /**
   * The region shows something else than what it was asked for.
   *
   * @param changes what it was asked for
   * @param now the image as it is
   */
  public void notKept(Transfer transfer, Changes changes, Image now) {
    List<String> names = changes.remaining(now).names();
    if (!names.isEmpty()) {
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
