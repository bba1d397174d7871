package io.glancesync.run;

import io.glancesync.plan.Stop;
import io.glancesync.planner.Guards;
import io.glancesync.planner.MasterImages;
import io.glancesync.region.RegionName;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides whether the master's list can be trusted, from what it had in earlier runs. */
public final class MasterGuard {
  private static final Logger LOG = LoggerFactory.getLogger("glancesync.sync");

  private final Supplier<Guards> guards;
  private final MasterCounts counts;

  /**
   * @param guards read when a run begins
   */
  public MasterGuard(Supplier<Guards> guards, MasterCounts counts) {
    this.guards = guards;
    this.counts = counts;
  }

  Guards guards() {
    return guards.get();
  }

  /** Records in the run what the master has, and keeps the number of its images for later runs. */
  void listed(Run run, RegionName region, MasterImages master) {
    Optional<Stop> shrinkage =
        run.isShrunkenMasterAccepted()
            ? Optional.empty()
            : run.guards().shrinkage(master, counts.of(region));
    run.master(master, shrinkage);
    if (!run.isDryRun() && !run.isNarrowed() && run.isAboutAll() && shrinkage.isEmpty()) {
      counts.remember(region, master.all().size());
    }
  }

  /** Keeps a short list's number of images, after a run in which the guard held nothing back. */
  void remember(RegionName region, int images) {
    try {
      counts.remember(region, images);
    } catch (UncheckedIOException e) {
      // the run itself has finished; the next one reports again that the list is short
      LOG.warn("{}", e.getMessage());
    }
  }
}
