package io.glancesync.run;

import io.glancesync.deadletter.DeadLetter;
import io.glancesync.deadletter.Resolution;
import io.glancesync.plan.Plan;
import io.glancesync.planner.RegionComparison;
import io.glancesync.region.RegionName;
import io.glancesync.report.FailureChanges;
import io.glancesync.report.RegionResult;
import io.glancesync.report.RunReport;
import io.glancesync.report.TransferResult;
import io.glancesync.transfer.RetryWait;
import io.glancesync.transfer.Transfer;
import io.glancesync.transfer.TransferPhase;
import java.util.List;

/** Receives what a run does, as it happens and from several threads at once. */
public interface Progress {
  /** A run that is not a dry run has begun. */
  default void begun(Run run) {}

  /** It is known which regions the run works on. */
  default void divided(Run run, List<RegionName> regions) {}

  /** A run that was not a dry run works no more. Its report is about to be stored. */
  default void closed(RunReport report) {}

  /** A run that was not a dry run has ended, and its report is stored. */
  default void ended(RunReport report) {}

  /** With that run something fails that did not, or does not any more. */
  default void changed(RunReport report, FailureChanges changes) {}

  /** A region does not answer. */
  default void unreachable(RegionName region, String why) {}

  /** A region answers again. */
  default void reachable(RegionName region) {}

  /** A transfer has failed for good, and has become a dead letter. */
  default void created(DeadLetter letter) {}

  /** A region was compared with the master, by this run, which may be a dry run. */
  default void compared(Run run, RegionComparison comparison) {
    compared(comparison);
    planned(comparison.plan());
  }

  /** A region was compared with the master: all that the plan was made from. */
  default void compared(RegionComparison comparison) {}

  /** A region was compared with the master; this is the plan. */
  default void planned(Plan plan) {}

  /** A transfer does something else from now on. It may not have begun yet. */
  default void entered(Transfer transfer, TransferPhase phase) {}

  /** A transfer waits before one of its requests is sent again. */
  default void retrying(Transfer transfer, RetryWait wait) {}

  /** A transfer goes on with what it did before it waited. */
  default void resumed(Transfer transfer) {}

  /** A transfer has begun. */
  default void begun(Transfer transfer) {}

  /** The content is sent from the first byte, for the first time or again. */
  default void sending(Transfer transfer) {}

  /** So many more bytes of content came from the master. */
  default void fetched(long bytes) {}

  /** So many more bytes were sent. */
  default void sent(Transfer transfer, long bytes) {}

  default void ended(Transfer transfer, TransferResult result) {}

  /** A transfer has ended that could change nothing. It is no change, but a warning. */
  default void unchanged(Transfer transfer) {}

  /** A region has ended in this run, which may be a dry run. */
  default void ended(Run run, RegionResult result) {
    ended(result);
  }

  default void ended(RegionResult result) {}

  /**
   * A transfer was not begun, or was interrupted, because the service was stopped. This is not an
   * error.
   */
  default void putOff(Transfer transfer, TransferResult result) {
    ended(transfer, result);
  }

  /** The same for a whole region. */
  default void putOff(RegionResult result) {
    ended(result);
  }

  /** A dead letter of a finished region was resolved again. */
  default void resolved(Resolution resolution) {}
}
