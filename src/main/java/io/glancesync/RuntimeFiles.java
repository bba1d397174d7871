package io.glancesync;

import io.glancesync.check.DataChecks;
import io.glancesync.deadletter.DeadLetterStore;
import io.glancesync.file.ProcessLock;
import io.glancesync.planner.Guards;
import io.glancesync.reload.RefusedEdits;
import io.glancesync.report.RunReportStore;
import io.glancesync.run.MasterCounts;
import io.glancesync.run.PauseFile;
import io.glancesync.run.RegionMemories;
import io.glancesync.run.RollbackPins;
import io.glancesync.run.RunTurns;
import io.glancesync.schedule.ScheduleHistory;
import io.glancesync.schedule.SchedulePauseFile;
import io.glancesync.store.RuntimeStores;
import io.glancesync.transfer.Journal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Function;

/** What is kept in the run-time folder between runs, one object for each file or folder. */
final class RuntimeFiles {
  private final Path data;
  private final RefusedEdits refusedEdits;
  private final SchedulePauseFile schedulePauses;
  private final RegionMemories memories;
  private final RollbackPins pins;
  private final RuntimeStores stores;
  private final PauseFile pauses;

  /**
   * @param data the folder {@code var}
   */
  RuntimeFiles(Path data, Clock clock, RuntimeStores.StoreSettings settings) {
    this.data = data;
    refusedEdits = new RefusedEdits(data.resolve("refused-edits.json"));
    schedulePauses = new SchedulePauseFile(data.resolve("paused-schedules.json"), clock);
    memories = new RegionMemories(data.resolve("regions.json"));
    pins = new RollbackPins(data.resolve("pinned.json"));
    stores = RuntimeStores.inFiles(data, clock, settings);
    pauses = new PauseFile(data);
  }

  RefusedEdits refusedEdits() {
    return refusedEdits;
  }

  DeadLetterStore letters() {
    return stores.letters();
  }

  RunReportStore reports() {
    return stores.reports();
  }

  ScheduleHistory scheduleHistory() {
    return stores.schedules();
  }

  SchedulePauseFile schedulePauses() {
    return schedulePauses;
  }

  Function<String, Guards.RunTally> tallies() {
    return stores.tallies();
  }

  MasterCounts counts() {
    return stores.counts();
  }

  RegionMemories memories() {
    return memories;
  }

  RollbackPins pins() {
    return pins;
  }

  RunTurns turns() {
    return stores.turns();
  }

  Journal journal() {
    return stores.journal();
  }

  PauseFile pauses() {
    return pauses;
  }

  /** What is wrong with these files. */
  DataChecks checks() {
    return new DataChecks(
        data, counts(), memories, pins, journal(), scheduleHistory(), schedulePauses);
  }

  /** Whether a service works on the folder. */
  boolean isServing() {
    try {
      return ProcessLock.isTaken(data, ProcessLock.SERVICE);
    } catch (IOException e) {
      // if the lock cannot be read, it cannot be held; another check reports what is wrong
      return false;
    }
  }
}
