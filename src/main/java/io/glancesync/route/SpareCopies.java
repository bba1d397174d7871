package io.glancesync.route;

import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.openstack.Glance;
import io.glancesync.plan.Changes;
import io.glancesync.plan.OtherSenders;
import io.glancesync.plan.SpareCopy;
import io.glancesync.region.RegionName;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides which copies of ours that a region does not need are deleted, and says so. */
public final class SpareCopies {
  private static final Logger LOG = LoggerFactory.getLogger("glancesync.recover");

  private final Glance glance = new Glance();
  private final Function<RegionName, OtherSenders> others;

  /**
   * @param others what tells another GlanceSync's upload in a region at this moment
   */
  public SpareCopies(Function<RegionName, OtherSenders> others) {
    this.others = others;
  }

  /** Those of the region's plan that nobody may be making at this moment. */
  public List<SpareCopy> of(Run run, RegionName region) {
    OtherSenders senders = others.apply(region);
    return run.plan(region).spares().stream()
        .filter(it -> it.isTwin() || !senders.mayBeMaking(it.spare(), it.master()))
        .toList();
  }

  /** The image that stays. */
  public ImageId kept(SpareCopy copy) {
    return copy.kept().id();
  }

  /** The image that is deleted. */
  public ImageId spare(SpareCopy copy) {
    return copy.spare().id();
  }

  /**
   * Whether all is still as it was when the plan was made.
   *
   * @param kept the image that stays, as it is now; null when it is gone
   * @param now the other one
   */
  public boolean isStillSpare(SpareCopy copy, Image kept, Image now) {
    return copy.spare().equals(now)
        && kept != null
        && kept.isActive()
        && kept.hidden() == copy.kept().hidden()
        && kept.name().equals(copy.kept().name())
        && kept.sameContentAs(copy.master());
  }

  /** What makes Glance delete it, where the master's protection was copied. */
  public String unprotect(Image now) {
    return glance.patch(Changes.between(now, now.but().isProtected(false).build()));
  }

  /** It is gone. */
  public void deleted(SpareCopy copy, RegionName region) {
    if (copy.isTwin()) {
      LOG.warn(
          "Deleted image {} of {} in {}: GlanceSync had copied it twice, and {} stays. Let only one GlanceSync work on a region",
          copy.spare().id(),
          copy.master().name(),
          region,
          copy.kept().id());
    } else {
      LOG.info(
          "Deleted image {} of {} in {}: a copy by GlanceSync that was never published, and {} is there",
          copy.spare().id(),
          copy.master().name(),
          region,
          copy.kept().id());
    }
  }
}
