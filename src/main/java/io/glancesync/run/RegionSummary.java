package io.glancesync.run;

import io.glancesync.plan.Plan;
import io.glancesync.report.RegionResult;
import io.glancesync.report.RegionResult.RegionOutcome;
import io.glancesync.transfer.Transfer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The result of a region's plan.
 *
 * @param failedInAll how many transfers were not done, for whatever reason
 * @param putOff how many of them were put off because the region was down, or because the service
 *     was told to end
 * @param unsettled what was begun in the region and could be neither finished nor undone
 * @param sparesLeft the names of images of which a spare copy could not be deleted
 * @param isSilent whether the region is down at present
 * @param end why no work was begun any more, so that the next run does what was put off: {@code the
 *     service was stopped}; empty if the run went on to its end
 */
record RegionSummary(
    Plan plan,
    long failedInAll,
    long putOff,
    List<Transfer> unsettled,
    Set<String> sparesLeft,
    boolean isDryRun,
    boolean isSilent,
    Optional<String> end) {
  RegionResult result() {
    List<String> problems = problems();
    if (problems.isEmpty()) {
      return new RegionResult(plan.region(), RegionOutcome.DONE, Optional.empty());
    }
    return new RegionResult(
        plan.region(),
        isSilent ? RegionOutcome.UNREACHABLE : RegionOutcome.FAILED,
        Optional.of(String.join(". ", problems)));
  }

  /** Whether nothing failed, and some transfers were only put off. */
  boolean isPutOffOnly() {
    return putOff > 0 && failedInAll == putOff;
  }

  private List<String> problems() {
    int held = plan.heldBack().size();
    int waiting = plan.waiting().size();
    long failed = failedInAll - held - waiting - putOff;
    var problems = new ArrayList<String>();
    if (putOff > 0) {
      problems.add(
          transfers(putOff)
              + " put off"
              + end.map(", because %s; the next run does this"::formatted).orElse(""));
    }
    if (failed > 0) {
      problems.add(transfers(failed) + " failed");
    } else if (putOff == 0 && !unsettled.isEmpty() && !isDryRun) {
      // a dry run leaves it to a run that may change something
      problems.add(left());
    }
    if (!sparesLeft.isEmpty()) {
      problems.add(
          "the second copy of %s could not be deleted; the next run tries again"
              .formatted(sparesLeft.stream().sorted().collect(Collectors.joining(", "))));
    }
    if (waiting > 0) {
      problems.add(transfers(waiting) + " failed before, and not tried yet");
    }
    if (held > 0) {
      problems.add(transfers(held) + " held back");
    }
    // a guard that holds back no transfer leaves nothing undone
    if (held > 0) {
      plan.stops().forEach(stop -> problems.add(stop.text()));
    }
    return problems;
  }

  private static String transfers(long count) {
    return count + (count == 1 ? " transfer" : " transfers");
  }

  private String left() {
    return "what an earlier run had begun with %s could not be finished or undone; the next run tries again"
        .formatted(
            unsettled.stream().map(it -> it.step().imageName()).collect(Collectors.joining(", ")));
  }
}
