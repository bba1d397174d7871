package io.glancesync.report;

import static java.util.Objects.requireNonNull;

import io.glancesync.plan.Warning;
import io.glancesync.report.TransferResult.TransferOutcome;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a run did, as the specification's section 8 lays it down.
 *
 * @param begunBy who began the run, for people; empty when it is not known
 */
public record RunReport(
    String run,
    Instant started,
    Instant finished,
    Optional<String> begunBy,
    boolean dryRun,
    List<RegionResult> regions,
    List<TransferResult> transfers,
    List<Warning> warnings) {
  /** The report's words for the run as a whole. */
  public enum RunOutcome {
    IN_SYNC,
    CHANGED,
    FAILED;

    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public RunReport {
    requireNonNull(run, "run");
    requireNonNull(started, "started");
    requireNonNull(finished, "finished");
    requireNonNull(begunBy, "begunBy");
    regions = List.copyOf(regions);
    transfers = List.copyOf(transfers);
    warnings = List.copyOf(warnings);
  }

  /** A report that does not say who began the run. */
  public RunReport(
      String run,
      Instant started,
      Instant finished,
      boolean dryRun,
      List<RegionResult> regions,
      List<TransferResult> transfers,
      List<Warning> warnings) {
    this(run, started, finished, Optional.empty(), dryRun, regions, transfers, warnings);
  }

  /**
   * Failed when anything failed, else changed when anything was done or would be. What a route
   * skips or puts off is neither.
   */
  public RunOutcome outcome() {
    boolean failed =
        regions.stream().anyMatch(it -> it.outcome().isFailure())
            || transfers.stream().anyMatch(it -> it.outcome() == TransferOutcome.FAILED);
    if (failed) {
      return RunOutcome.FAILED;
    }
    boolean changed =
        transfers.stream()
            .map(TransferResult::outcome)
            .anyMatch(it -> it == TransferOutcome.DONE || it == TransferOutcome.PLANNED);
    return changed ? RunOutcome.CHANGED : RunOutcome.IN_SYNC;
  }

  /** The outcome, and why regions failed or were left out. */
  public String outcomeText() {
    String reasons =
        regions.stream()
            .filter(it -> it.error().isPresent())
            .map(it -> "%s: %s".formatted(it.region(), it.error().get()))
            .collect(Collectors.joining("; "));
    return reasons.isEmpty() ? outcome().text() : outcome().text() + " (" + reasons + ")";
  }

  /** Whether a region could not be reached at all. */
  public boolean isAnyRegionUnreachable() {
    return regions.stream().anyMatch(it -> it.outcome() == RegionResult.RegionOutcome.UNREACHABLE);
  }
}
