package io.glancesync.simulation;

import io.glancesync.deadletter.DeadLetter;
import io.glancesync.deadletter.DeadLetterJson;
import io.glancesync.embedded.glance.Quirks;
import io.glancesync.plan.Warning;
import io.glancesync.report.RegionResult.RegionOutcome;
import io.glancesync.report.RunReport;
import io.glancesync.report.RunReport.RunOutcome;
import io.glancesync.report.TransferResult;
import io.glancesync.report.TransferResult.TransferOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Compares what GlanceSync says with what is so. */
final class Judge {
  /** What somebody has to confirm before more is withdrawn. */
  private static final String NARROWED = "--accept-narrowed-selection";

  /** What the next run goes on with. */
  private static final String LIMITED = "glancesync.guard.max-withdrawals";

  private final List<String> violations = new ArrayList<>();

  /** What must not be, and was. */
  List<String> violations() {
    return violations;
  }

  void note(String violation) {
    violations.add(violation);
  }

  /** What failed is explained as long as it is not done, and no longer. */
  void letters(List<DeadLetter> letters, boolean isQuiet) {
    for (DeadLetter letter : letters) {
      if (letter.error().contains(Quirks.REFUSED)) {
        note("something optional was refused, and a transfer failed: " + letter.error());
      }
      if (isQuiet) {
        note("all is in step, but there is a dead letter: " + letter.error());
      }
      if (new DeadLetterJson().write(letter).contains(SimulatedWorld.PASSWORD)) {
        note("a dead letter tells a secret");
      }
    }
  }

  /**
   * What a run says that it did must be so.
   *
   * @param isUndisturbed whether no transfer is to fail
   * @param isRefusingDeletes whether a region says, for a while, that images must not be deleted
   */
  void report(
      RunReport report, List<Expected> regions, boolean isUndisturbed, boolean isRefusingDeletes) {
    if (report.toString().contains(SimulatedWorld.PASSWORD)) {
      note("the report tells a secret");
    }
    for (TransferResult transfer : report.transfers()) {
      boolean isFailed = transfer.outcome() == TransferOutcome.FAILED;
      if (isUndisturbed && isFailed && !isHeldBack(transfer)) {
        note("nothing went wrong, but a transfer failed: " + transfer);
      }
    }
    for (Expected expected : regions) {
      boolean isDone =
          report.regions().stream()
              .anyMatch(
                  it ->
                      it.region().equals(expected.region().name())
                          && it.outcome() == RegionOutcome.DONE);
      boolean isSaidToKeep = isRefusingDeletes && warns(report, expected, Warning.Code.KEPT_IN_USE);
      if (isDone && !isSaidToKeep && !isSaidToDiffer(report, expected)) {
        expected.difference().ifPresent(it -> note("said to be done, but " + it));
      }
    }
  }

  /** Whether everything is in step and said to be. */
  boolean isQuiet(RunReport report, List<Expected> regions, boolean isRefusingDeletes) {
    boolean isAllRefused =
        regions.stream().anyMatch(Expected::hasRefusals)
            && report.transfers().stream().noneMatch(it -> isHeldBack(it) || isTriedInVain(it))
            && regions.stream().allMatch(it -> it.difference().isEmpty());
    boolean isWaitedFor =
        isRefusingDeletes
            && regions.stream().anyMatch(it -> warns(report, it, Warning.Code.KEPT_IN_USE));
    boolean isInStep =
        report.outcome() == RunOutcome.IN_SYNC
            // the next run tries again
            && regions.stream().noneMatch(it -> isSaidToDiffer(report, it));
    return isInStep && !isWaitedFor || isAllRefused;
  }

  /** Whether somebody has to confirm that the rules select so little. */
  static boolean asksForConfirmation(RunReport report) {
    return report.warnings().stream().anyMatch(it -> it.code() == Warning.Code.SELECTION_NARROWED)
        || report.transfers().stream().anyMatch(it -> says(it, NARROWED));
  }

  /** What is refused is not even tried. */
  private static boolean isTriedInVain(TransferResult transfer) {
    return transfer.outcome() == TransferOutcome.FAILED && transfer.attempts() > 0;
  }

  private static boolean isHeldBack(TransferResult transfer) {
    return says(transfer, NARROWED) || says(transfer, LIMITED);
  }

  private static boolean says(TransferResult transfer, String words) {
    return transfer.error().filter(it -> it.contains(words)).isPresent();
  }

  /** Whether properties are not kept; one that the region adds counts as no difference. */
  private static boolean isSaidToDiffer(RunReport report, Expected expected) {
    return warnings(report, expected, Warning.Code.PROPERTY_NOT_KEPT)
        .anyMatch(it -> !it.message().contains("change %s of ".formatted(Oddities.STICKY)));
  }

  private static boolean warns(RunReport report, Expected expected, Warning.Code code) {
    return warnings(report, expected, code).findAny().isPresent();
  }

  private static Stream<Warning> warnings(RunReport report, Expected expected, Warning.Code code) {
    return report.warnings().stream()
        .filter(it -> it.code() == code && it.region().equals(expected.region().name()));
  }
}
