package io.glancesync.overview;

import io.glancesync.error.ErrorClass;
import io.glancesync.plan.Action;
import io.glancesync.region.RegionName;
import io.glancesync.report.RunReport.RunOutcome;
import io.glancesync.report.TransferResult.TransferOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * What was done since the process began, as numbers that only grow.
 *
 * @param transfers those that have ended
 * @param sent bytes of content that were sent to each region; what is sent again counts again
 * @param fetched bytes of content that came from the master
 * @param retries requests of transfers that were sent again
 * @param runs those that have ended
 * @param lastSuccess when the last run of a schedule ended that did not fail
 * @param missed how many runs of a schedule were due, and did not take place
 */
public record Totals(
    Map<EndedTransfers, TransferTotal> transfers,
    Map<RegionName, Long> sent,
    long fetched,
    Map<RetriedRequests, Long> retries,
    Map<EndedRuns, Long> runs,
    Map<String, Instant> lastSuccess,
    Map<String, Long> missed) {
  /** The transfers of a region that did the same and ended alike. */
  public record EndedTransfers(RegionName region, Action action, TransferOutcome outcome) {}

  /**
   * @param duration of all of them together
   */
  public record TransferTotal(long count, Duration duration) {
    static final TransferTotal NONE = new TransferTotal(0, Duration.ZERO);

    TransferTotal plus(Duration another) {
      return new TransferTotal(count + 1, duration.plus(another));
    }
  }

  /** The requests of a region's transfers that were sent again for the same kind of reason. */
  public record RetriedRequests(RegionName region, ErrorClass errorClass) {}

  /**
   * The runs of a schedule that ended alike.
   *
   * @param schedule empty for the runs that no schedule has begun
   */
  public record EndedRuns(String schedule, RunOutcome outcome) {}

  public Totals {
    transfers = Map.copyOf(transfers);
    sent = Map.copyOf(sent);
    retries = Map.copyOf(retries);
    runs = Map.copyOf(runs);
    lastSuccess = Map.copyOf(lastSuccess);
    missed = Map.copyOf(missed);
  }
}
