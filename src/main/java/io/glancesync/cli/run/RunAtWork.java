package io.glancesync.cli.run;

import io.glancesync.run.ProcessLock.LockHolder;
import io.glancesync.run.RunTracker;
import io.glancesync.transfer.Transfer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A run that is at work, as far as files tell.
 *
 * @param process {@code process 4711}, or {@code the service, process 4711}
 * @param since when it began
 * @param open what it has begun in regions and not ended yet
 */
public record RunAtWork(String process, Instant since, List<Transfer> open) {
  public RunAtWork {
    open = List.copyOf(open);
  }

  /**
   * @param journal all that it holds: also what earlier runs left there
   */
  static RunAtWork of(LockHolder run, List<Transfer> journal) {
    return new RunAtWork(
        run.process(),
        run.since(),
        journal.stream()
            .filter(it -> isOf(it.run(), run.since()) && !it.isAnythingLeft())
            .toList());
  }

  /** The id; empty as long as the run has nothing begun. */
  public Optional<String> id() {
    return open.stream().map(Transfer::run).findFirst();
  }

  /** Whether it is this run that has a report already, and is about to end. */
  public boolean isReportedAs(String run) {
    return isOf(run, since);
  }

  /** A run takes its id after it acquires the lock. */
  private static boolean isOf(String run, Instant since) {
    return run.compareTo(RunTracker.id(since)) >= 0;
  }
}
