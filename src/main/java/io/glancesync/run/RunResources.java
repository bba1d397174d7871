package io.glancesync.run;

import io.glancesync.content.Spool;
import io.glancesync.limit.RegionAvailability;
import io.glancesync.limit.RegionThreadPool;
import io.glancesync.openstack.OptionalParts;

/**
 * What each run has anew: threads, room in the spool, and no memory of which regions were down or
 * what a server refused.
 */
public record RunResources(
    RegionThreadPool workers,
    Spool spool,
    RegionAvailability availability,
    OptionalParts optionalParts) {
  /**
   * Begins a run.
   *
   * @param isAlone whether no other run is in progress: a dry run beside it changes nothing for it
   */
  void begin(Run run, int regionsAtOnce, boolean isAlone) {
    if (isAlone || !run.isDryRun()) {
      availability.reset();
      optionalParts.forget();
      workers.resize(regionsAtOnce);
    }
    if (!run.isDryRun()) {
      spool.begin();
    }
  }

  void end(Run run) {
    if (!run.isDryRun()) {
      spool.end();
    }
  }
}
