package io.glancesync.route;

import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.plan.OtherSenders;
import io.glancesync.plan.SpareCopy;
import io.glancesync.region.RegionName;
import io.glancesync.text.Printable;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides which copies of ours that a region does not need are deleted, and says so. */
public final class SpareCopyCleanup {
  private static final Logger LOG = LoggerFactory.getLogger("glancesync.recover");

  private final Function<RegionName, OtherSenders> others;

  /**
   * @param others what tells another GlanceSync's upload in a region at this moment
   */
  public SpareCopyCleanup(Function<RegionName, OtherSenders> others) {
    this.others = others;
  }

  /** Whether there may be any to delete, so that it is worth a look at the region. */
  public boolean isAny(Run run, RegionName region) {
    return !run.plan(region).spares().isEmpty();
  }

  /**
   * Those of the region's plan that nobody may be making at this moment, and that no image needs.
   *
   * @param images what the region has now; steps of the plan that failed changed nothing
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

  /** None of the plan's could be looked at; they stay for the next run. */
  public void leaveAll(Run run, RegionName region) {
    run.plan(region).spares().forEach(it -> leave(run, region, it));
  }

  /** It could not be deleted, and stays for the next run. */
  public void leave(Run run, RegionName region, SpareCopy copy) {
    run.leave(region, copy.master().name());
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
   * Whether all is still as it was when the plan was made, or as the plan wanted it.
   *
   * @param kept the image that stays, as it is now; null when it is gone
   * @param now the other one
   */
  public boolean isStillSpare(SpareCopy copy, Image kept, Image now) {
    return copy.spare().equals(now)
        && kept != null
        && kept.isActive()
        && (kept.hidden() == copy.kept().hidden() || kept.hidden() == copy.master().hidden())
        && kept.name().equals(copy.kept().name())
        && kept.mayHaveContentOf(copy.master());
  }

  /** Why it is deleted. */
  public String why(SpareCopy copy) {
    return (copy.isTwin()
            ? "GlanceSync had copied it twice, and %s stays. Let only one GlanceSync work on a region"
            : "a copy by GlanceSync that was never finished, and %s is there")
        .formatted(copy.kept().id());
  }
}
