package io.glancesync.copy;

import io.glancesync.image.Image;
import io.glancesync.openstack.request.ImageDeletion;
import io.glancesync.plan.OtherSenders;
import io.glancesync.plan.SpareCopy;
import io.glancesync.region.RegionName;
import io.glancesync.run.Run;
import io.glancesync.text.Printable;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides which spare copies in a region are deleted, and logs it. */
public final class SpareCopyCleanup {
  private static final Logger LOG = LoggerFactory.getLogger("glancesync.recover");

  private final Function<RegionName, OtherSenders> others;

  /**
   * @param others recognises the current uploads of another GlanceSync in a region
   */
  public SpareCopyCleanup(Function<RegionName, OtherSenders> others) {
    this.others = others;
  }

  /** Whether there may be spare copies to delete, so that it is worth listing the region. */
  public boolean isAny(Run run, RegionName region) {
    return !run.plan(region).spares().isEmpty();
  }

  /**
   * The spare copies of the region's plan that nobody may be making at this moment, and that no
   * image needs.
   *
   * @param images the images that the region has now; failed steps of the plan changed nothing
   */
  public List<SpareCopy> of(Run run, RegionName region, Collection<Image> images) {
    OtherSenders senders = others.apply(region);
    List<SpareCopy> spares = run.plan(region).spares();
    return spares.stream()
        .filter(it -> it.isTwin() || !senders.mayBeMaking(it.spare(), it.master()))
        .filter(it -> !isNeeded(it, it.user(spares, images), region))
        .toList();
  }

  private static boolean isNeeded(SpareCopy copy, Optional<Image> user, RegionName region) {
    user.ifPresent(
        it ->
            LOG.warn(
                "{}: left image {} of {}, a copy too many, because {} ({}) refers to it; let that one refer to {}",
                region,
                copy.spare().id(),
                Printable.of(copy.master().name()),
                Printable.of(it.name()),
                it.id(),
                copy.kept().id()));
    return user.isPresent();
  }

  /** Records that no spare copy of the plan could be checked; they stay for the next run. */
  public void leaveAll(Run run, RegionName region) {
    run.plan(region).spares().forEach(it -> leave(run, region, it));
  }

  /** Records that a spare copy could not be deleted, and stays for the next run. */
  public void leave(Run run, RegionName region, SpareCopy copy) {
    run.leave(region, copy.master().name());
  }

  /**
   * Whether both images are still as they were when the plan was made, or as the plan wanted them.
   *
   * @param kept the image that stays, in its current state; null when it is gone
   * @param now the other image, in its current state
   */
  public boolean isStillSpare(SpareCopy copy, Image kept, Image now) {
    return copy.spare().equals(now)
        && kept != null
        && kept.isActive()
        && (kept.hidden() == copy.kept().hidden() || kept.hidden() == copy.master().hidden())
        && kept.name().equals(copy.kept().name())
        && kept.mayHaveContentOf(copy.master());
  }

  /** The request that deletes the spare copy. */
  public ImageDeletion deletion(RegionName region, SpareCopy copy) {
    return new ImageDeletion(region, copy.spare(), why(copy));
  }

  private static String why(SpareCopy copy) {
    return (copy.isTwin()
            ? "GlanceSync had copied it twice, and %s stays. Let only one GlanceSync work on a region"
            : "a copy by GlanceSync that was never finished, and %s is there")
        .formatted(copy.kept().id());
  }
}
