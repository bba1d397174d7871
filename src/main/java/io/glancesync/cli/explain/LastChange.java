package io.glancesync.cli.explain;

import io.glancesync.region.RegionName;
import io.glancesync.report.RunReport;
import io.glancesync.report.RunReportStore;
import io.glancesync.report.TransferResult;
import io.glancesync.report.TransferResult.TransferOutcome;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a run did last to an image of a region. */
record LastChange(RunReport run, TransferResult transfer) {
  /** Older reports are not searched: reading them would take longer than the answer is worth. */
  private static final int MOST_RUNS = 500;

  /** The reports of past runs, newest first; those that cannot be read are left out. */
  static List<RunReport> reports(RunReportStore runs) {
    return runs.ids().stream().limit(MOST_RUNS).flatMap(it -> report(runs, it)).toList();
  }

  private static Stream<RunReport> report(RunReportStore runs, String id) {
    try {
      return runs.report(id).stream();
    } catch (UncheckedIOException e) {
      // glancesync runs list says what is wrong with it
      return Stream.empty();
    }
  }

  static Optional<LastChange> of(RegionName region, String image, List<RunReport> reports) {
    return reports.stream()
        .flatMap(
            run ->
                run.transfers().stream()
                    .filter(it -> it.outcome() == TransferOutcome.DONE)
                    .filter(it -> it.region().equals(region) && it.image().equals(image))
                    .map(it -> new LastChange(run, it)))
        .findFirst();
  }
}
