package io.glancesync.report;

import io.glancesync.region.RegionName;
import io.glancesync.report.RegionResult.RegionOutcome;
import io.glancesync.report.TransferResult.TransferOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What fails at present, so that people are told of changes only.
 *
 * @param open what fails
 * @param changes what changed with the last run
 */
public record FailureLedger(List<OpenFailure> open, FailureChanges changes) {
  private static final Duration REMINDED_AFTER = Duration.ofDays(1);

  public FailureLedger {
    open = List.copyOf(open);
  }

  /**
   * What fails after a run.
   *
   * @param before what failed before it
   * @param isWhole whether the run was about all images of its regions, so that what does not fail
   *     in it does not fail any more
   */
  public static FailureLedger after(
      Collection<OpenFailure> before, RunReport report, boolean isWhole) {
    List<OpenFailure> now = failures(report);
    var open = new ArrayList<OpenFailure>();
    var failed = new ArrayList<OpenFailure>();
    var stillFailing = new ArrayList<OpenFailure>();
    var recovered = new ArrayList<OpenFailure>();
    for (OpenFailure known : before) {
      if (now.stream().noneMatch(known::isSameAs) && isOver(known, report, isWhole)) {
        recovered.add(known);
      } else if (!known.isReminded() && isOld(known, report)) {
        stillFailing.add(known);
        open.add(known.reminded());
      } else {
        open.add(known);
      }
    }
    for (OpenFailure failure : now) {
      if (before.stream().noneMatch(failure::isSameAs)) {
        failed.add(failure);
        open.add(failure);
      }
    }
    return new FailureLedger(open, new FailureChanges(failed, stillFailing, recovered));
  }

  private static boolean isOld(OpenFailure known, RunReport report) {
    return !report.finished().isBefore(known.since().plus(REMINDED_AFTER));
  }

  private static boolean isOver(OpenFailure known, RunReport report, boolean isWhole) {
    if (known.isOfRegion()) {
      return isCompared(known.region(), report);
    }
    return isWhole && isCompared(known.region(), report)
        || report.transfers().stream()
            .filter(it -> it.outcome() == TransferOutcome.DONE)
            .anyMatch(it -> failure(it, report).isSameAs(known));
  }

  /** Whether the run knows what fails in a region. */
  private static boolean isCompared(RegionName region, RunReport report) {
    return report.regions().stream()
        .filter(it -> it.region().equals(region))
        .anyMatch(
            it ->
                it.outcome() == RegionOutcome.DONE
                    || it.outcome() == RegionOutcome.FAILED && hasFailed(region, report));
  }

  private static boolean hasFailed(RegionName region, RunReport report) {
    return report.transfers().stream()
        .anyMatch(it -> it.region().equals(region) && it.outcome() == TransferOutcome.FAILED);
  }

  /** What failed in a run: of a region that does not answer, the region alone. */
  private static List<OpenFailure> failures(RunReport report) {
    return report.regions().stream()
        .filter(it -> it.outcome().isFailure())
        .flatMap(
            it ->
                it.outcome() != RegionOutcome.UNREACHABLE && hasFailed(it.region(), report)
                    ? transfers(it.region(), report)
                    : Stream.of(failure(it, report)))
        .toList();
  }

  private static Stream<OpenFailure> transfers(RegionName region, RunReport report) {
    return report.transfers().stream()
        .filter(it -> it.region().equals(region) && it.outcome() == TransferOutcome.FAILED)
        .map(it -> failure(it, report));
  }

  private static OpenFailure failure(RegionResult result, RunReport report) {
    return new OpenFailure(
        result.region(),
        Optional.empty(),
        Optional.empty(),
        "%s: %s".formatted(result.region(), result.error().orElse(result.outcome().text())),
        report.finished(),
        false);
  }

  private static OpenFailure failure(TransferResult result, RunReport report) {
    return new OpenFailure(
        result.region(),
        Optional.of(result.image()),
        Optional.of(result.action()),
        result.error().orElse(""),
        report.finished(),
        false);
  }
}
