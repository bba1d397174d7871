package io.glancesync.overview;

import io.glancesync.error.ErrorClass;
import io.glancesync.overview.Totals.EndedRuns;
import io.glancesync.overview.Totals.EndedTransfers;
import io.glancesync.overview.Totals.RetriedRequests;
import io.glancesync.overview.Totals.TransferTotal;
import io.glancesync.region.RegionName;
import io.glancesync.report.RunReport.RunOutcome;
import io.glancesync.report.TransferResult;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Counts what was done since the process began. Guarded by its {@link OverviewTracker}.
 *
 * <p>When there are more regions or schedules than anybody has, the one that was silent for the
 * longest time is forgotten, and begins at 0 if it comes back.
 */
final class TotalsBoard {
  private static final int MOST = 1000;

  private final Map<RegionName, RegionTotals> regions = new Recent<>();
  private final Map<String, ScheduleTotals> schedules = new Recent<>();
  private long fetched;

  private static final class Recent<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1;

    private Recent() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
      return size() > MOST;
    }
  }

  private static final class RegionTotals {
    private final Map<EndedTransfers, TransferTotal> transfers = new HashMap<>();
    private final Map<ErrorClass, Long> retries = new EnumMap<>(ErrorClass.class);
    private long sent;
  }

  private static final class ScheduleTotals {
    private final Map<RunOutcome, Long> runs = new EnumMap<>(RunOutcome.class);
    private Optional<Instant> lastSuccess = Optional.empty();
    private long missed;
  }

  private RegionTotals of(RegionName region) {
    return regions.computeIfAbsent(region, key -> new RegionTotals());
  }

  private ScheduleTotals of(String schedule) {
    return schedules.computeIfAbsent(schedule, key -> new ScheduleTotals());
  }

  void sent(RegionName region, long bytes) {
    of(region).sent += bytes;
  }

  void fetched(long bytes) {
    fetched += bytes;
  }

  void retried(RegionName region, ErrorClass errorClass) {
    of(region).retries.merge(errorClass, 1L, Long::sum);
  }

  void ended(TransferResult result) {
    of(result.region())
        .transfers
        .compute(
            new EndedTransfers(result.region(), result.action(), result.outcome()),
            (key, it) -> (it == null ? TransferTotal.NONE : it).plus(result.duration()));
  }

  /**
   * @param schedule empty when no schedule has begun it
   */
  void ended(String schedule, RunOutcome outcome, Instant finished) {
    ScheduleTotals its = of(schedule);
    its.runs.merge(outcome, 1L, Long::sum);
    if (outcome != RunOutcome.FAILED) {
      its.lastSuccess = Optional.of(finished);
    }
  }

  void missed(String schedule) {
    of(schedule).missed++;
  }

  Totals totals() {
    var transfers = new HashMap<EndedTransfers, TransferTotal>();
    var sent = new HashMap<RegionName, Long>();
    var retries = new HashMap<RetriedRequests, Long>();
    regions.forEach(
        (region, its) -> {
          transfers.putAll(its.transfers);
          sent.put(region, its.sent);
          its.retries.forEach((why, count) -> retries.put(new RetriedRequests(region, why), count));
        });
    var runs = new HashMap<EndedRuns, Long>();
    var lastSuccess = new HashMap<String, Instant>();
    var missed = new HashMap<String, Long>();
    schedules.forEach(
        (schedule, its) -> {
          its.runs.forEach((outcome, count) -> runs.put(new EndedRuns(schedule, outcome), count));
          its.lastSuccess.ifPresent(it -> lastSuccess.put(schedule, it));
          missed.put(schedule, its.missed);
        });
    return new Totals(transfers, sent, fetched, retries, runs, lastSuccess, missed);
  }
}
