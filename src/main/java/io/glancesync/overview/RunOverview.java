package io.glancesync.overview;

import io.glancesync.region.RegionName;
import io.glancesync.report.RegionResult;
import io.glancesync.report.RunReport;
import io.glancesync.report.RunReport.RunOutcome;
import io.glancesync.report.TransferResult;
import io.glancesync.report.TransferResult.TransferOutcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A run that is at work, or was lately. A dry run is none.
 *
 * @param by who began it, for people
 * @param finished empty while it is at work
 * @param outcome empty while it is at work
 * @param words the arguments that name its regions
 * @param regions the regions that it works on; empty as long as they are not known
 * @param regionsDone how many of them have ended
 * @param changes how many transfers were done
 * @param failed how many transfers failed
 * @param pace of the content of all its copies, as far as its regions are planned. Bytes that have
 *     to be sent once more count once
 */
public record RunOverview(
    String id,
    Optional<String> by,
    Instant started,
    Optional<Instant> finished,
    Optional<RunOutcome> outcome,
    List<String> words,
    List<RegionName> regions,
    int regionsDone,
    long changes,
    long failed,
    Pace pace) {
  public RunOverview {
    words = List.copyOf(words);
    regions = List.copyOf(regions);
  }

  /** A run that has ended. What it has sent is what its transfers say. */
  public static RunOverview of(RunReport report) {
    List<RegionName> regions =
        report.regions().stream().map(RegionResult::region).distinct().toList();
    long sent = report.transfers().stream().mapToLong(TransferResult::bytes).sum();
    return new RunOverview(
        report.run(),
        report.begunBy(),
        report.started(),
        Optional.of(report.finished()),
        Optional.of(report.outcome()),
        List.of(),
        regions,
        regions.size(),
        count(report, TransferOutcome.DONE),
        count(report, TransferOutcome.FAILED),
        new Pace(sent, sent, 0));
  }

  private static long count(RunReport report, TransferOutcome outcome) {
    return report.transfers().stream().filter(it -> it.outcome() == outcome).count();
  }

  public boolean isAtWork() {
    return finished.isEmpty();
  }
}
