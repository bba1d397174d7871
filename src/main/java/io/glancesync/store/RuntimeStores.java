package io.glancesync.store;

import io.glancesync.deadletter.DeadLetterStore;
import io.glancesync.file.DataPart;
import io.glancesync.planner.Guards.RunTally;
import io.glancesync.report.RunReportStore;
import io.glancesync.run.MasterCounts;
import io.glancesync.run.RunTurns;
import io.glancesync.schedule.ScheduleHistory;
import io.glancesync.store.file.FileDeadLetterStore;
import io.glancesync.store.file.FileJournal;
import io.glancesync.store.file.FileMasterCounts;
import io.glancesync.store.file.FileRunReportStore;
import io.glancesync.store.file.FileRunTurns;
import io.glancesync.store.file.FileScheduleHistory;
import io.glancesync.transfer.Journal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * What one run leaves to the next, and to those who look. A process that does runs makes it once:
 * only one object of a kind knows what the threads of that process are about to change.
 *
 * @param tallies what a run does so far, by the id of the run
 */
public record RuntimeStores(
    Journal journal,
    DeadLetterStore letters,
    RunReportStore reports,
    MasterCounts counts,
    ScheduleHistory schedules,
    Function<String, RunTally> tallies,
    RunTurns turns) {
  /**
   * What the stores follow while they are used.
   *
   * @param longestWait how long a permanent failure waits for its next try at most
   * @param mostReports how many run reports are kept
   */
  public record StoreSettings(Supplier<Duration> longestWait, IntSupplier mostReports) {
    /** For those who begin no run. */
    public static final StoreSettings NONE =
        new StoreSettings(() -> Duration.ZERO, () -> Integer.MAX_VALUE);
  }

  /**
   * The stores of one host, in files of the run-time data, which are made when they are first
   * needed.
   *
   * @param data the folder of the run-time data, which may not exist yet
   */
  public static RuntimeStores inFiles(Path data, Clock clock, StoreSettings settings) {
    return new RuntimeStores(
        new FileJournal(DataPart.IN_FLIGHT.in(data)),
        new FileDeadLetterStore(data, clock, settings.longestWait()),
        new FileRunReportStore(DataPart.RUNS.in(data), settings.mostReports()),
        new FileMasterCounts(data.resolve("master-images.json")),
        new FileScheduleHistory(data.resolve("schedules.json")),
        run -> new InMemoryRunTally(),
        new FileRunTurns(data));
  }
}
