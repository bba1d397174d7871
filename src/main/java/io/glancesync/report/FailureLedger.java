package io.glancesync.report;

import io.glancesync.region.RegionName;
import io.glancesync.report.RegionResult.RegionOutcome;
import io.glancesync.report.TransferResult.TransferOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What fails at present, so that people are told of changes only.
 *
 * @param open what fails
 * @param changes what changed with the last run
 */
public record FailureLedger(List<OpenFailure> open, FailureChanges changes) {
  private static final Duration REMINDED_AFTER = Duration.ofDays(1);

  /** So many failures are noted and told. Who has more of them knows. */
  private static final int MOST = 1000;

  private static final int LONGEST_ERROR = 300;

  /**
   * What a run was about, as far as the report does not say it.
   *
   * @param master the region that images come from
   * @param targets the targets of which it was about all regions
   * @param isWhole whether it was about all images, by the rules of the configuration and a list of
   *     the master that can be trusted, so that what does not fail in it does not fail any more
   */
  public record RunScope(RegionName master, Set<String> targets, boolean isWhole) {
    public RunScope {
      targets = Set.copyOf(targets);
    }
  }

  public FailureLedger {
    open = List.copyOf(open);
  }

  /**
   * What fails after a run.
   *
   * @param before what failed before it
   * @param scope what the run was about
   */
  public static FailureLedger after(
      Collection<OpenFailure> before, RunReport report, RunScope scope) {
    List<OpenFailure> now = failures(report);
    var open = new ArrayList<OpenFailure>();
    var failed = new ArrayList<OpenFailure>();
    var stillFailing = new ArrayList<OpenFailure>();
    var recovered = new ArrayList<OpenFailure>();
    for (OpenFailure known : before) {
      boolean isFailing = now.stream().anyMatch(known::isSameAs);
      if (!isFailing && isOver(known, report, scope)) {
        recovered.add(known);
      } else if (isFailing && !known.isReminded() && isOld(known, report)) {
        stillFailing.add(known);
        open.add(known.reminded());
      } else {
        open.add(known);
      }
    }
    for (OpenFailure failure : now) {
      if (open.size() < MOST && before.stream().noneMatch(failure::isSameAs)) {
        failed.add(failure);
        open.add(failure);
      }
    }
    return new FailureLedger(open, new FailureChanges(failed, stillFailing, recovered));
  }

  private static boolean isOld(OpenFailure known, RunReport report) {
    return !report.finished().isBefore(known.since().plus(REMINDED_AFTER));
  }

  private static boolean isOver(OpenFailure known, RunReport report, RunScope scope) {
    if (isGone(known.region(), report, scope)) {
      return true;
    }
    if (known.isOfRegion()) {
      return isCompared(known.region(), report);
    }
    List<TransferResult> own =
        report.transfers().stream().filter(it -> failure(it, report).isSameAs(known)).toList();
    boolean isDone =
        !own.isEmpty() && own.stream().allMatch(it -> it.outcome() == TransferOutcome.DONE);
    return isDone || own.isEmpty() && scope.isWhole() && isInStep(known.region(), report);
  }

  /**
   * Whether a region has no result although others show that nothing is wrong with it: the master,
   * which has a result only when it fails; a target that could be signed in to; a region that does
   * not belong to its target any more.
   */
  private static boolean isGone(RegionName region, RunReport report, RunScope scope) {
    if (report.regions().stream().anyMatch(it -> it.region().equals(region))) {
      return false;
    }
    boolean isAnyCompared =
        report.regions().stream()
            .map(RegionResult::region)
            .filter(it -> isCompared(it, report))
            .anyMatch(it -> region.equals(scope.master()) || it.target().equals(region.target()));
    boolean isMeant =
        region.equals(scope.master())
            || region.region().isEmpty()
            || scope.targets().contains(region.target());
    return isAnyCompared && isMeant;
  }

  /** Whether the region could be compared, whatever became of its transfers. */
  private static boolean isCompared(RegionName region, RunReport report) {
    return isInStep(region, report)
        || report.regions().stream()
            .anyMatch(
                it ->
                    it.region().equals(region)
                        && it.outcome() == RegionOutcome.FAILED
                        && hasFailed(region, report));
  }

  /** Whether nothing failed there, so that the run did all that it planned. */
  private static boolean isInStep(RegionName region, RunReport report) {
    return report.regions().stream()
        .anyMatch(it -> it.region().equals(region) && it.outcome() == RegionOutcome.DONE);
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
        cut("%s: %s".formatted(result.region(), result.error().orElse(result.outcome().text()))),
        report.finished(),
        false);
  }

  private static OpenFailure failure(TransferResult result, RunReport report) {
    return new OpenFailure(
        result.region(),
        Optional.of(result.image()),
        Optional.of(result.action()),
        cut(result.error().orElse("")),
        report.finished(),
        false);
  }

  private static String cut(String error) {
    return error.length() > LONGEST_ERROR ? error.substring(0, LONGEST_ERROR) + "…" : error;
  }
}
