package io.glancesync.cli.display;

import io.glancesync.plan.Action;
import io.glancesync.plan.ImageState;
import io.glancesync.plan.Plan;
import io.glancesync.plan.State;
import io.glancesync.region.RegionName;
import io.glancesync.report.RegionResult;
import io.glancesync.report.RegionResult.RegionOutcome;
import io.glancesync.report.RunReport;
import io.glancesync.report.TransferResult;
import io.glancesync.report.TransferResult.TransferOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/** What a run did, or would do, for people: what changed, what failed, what needs a decision. */
public final class Summary {
  private static final EnumSet<State> IN_STEP = EnumSet.of(State.OK, State.OK_STALLED_CHECKSUM);

  private final RunReport report;
  private final List<Plan> plans;
  private final Comparator<RegionName> order;
  private final Set<TransferResult> heldBack;

  /** Of a past run, of which only the report is left. */
  public Summary(RunReport report) {
    this(report, List.of(), Comparator.naturalOrder());
  }

  public Summary(RunReport report, List<Plan> plans, Comparator<RegionName> order) {
    this.report = report;
    this.plans = plans;
    this.order = order;
    heldBack = HeldBackSummary.transfers(plans);
  }

  public List<String> lines() {
    var lines = new ArrayList<String>();
    for (RegionResult region : regions()) {
      lines.addAll(lines(region));
    }
    lines.addAll(conclusion());
    return lines;
  }

  /** What needs a decision, what a guard stopped, and one line that sums up. */
  public List<String> conclusion() {
    var lines = new ArrayList<String>(PendingDecisions.lines(report.warnings()));
    lines.addAll(HeldBackSummary.reasons(plans));
    lines.add(total());
    return lines;
  }

  private List<RegionResult> regions() {
    return report.regions().stream()
        .sorted(Comparator.comparing(RegionResult::region, order))
        .toList();
  }

  private List<String> lines(RegionResult region) {
    var lines = new ArrayList<String>();
    report.transfers().stream()
        .filter(transfer -> transfer.region().equals(region.region()))
        .filter(transfer -> !heldBack.contains(transfer))
        .forEach(transfer -> lines.add("  " + Wording.of(transfer)));
    plans.stream()
        .filter(plan -> plan.region().equals(region.region()))
        .forEach(
            plan -> HeldBackSummary.steps(plan).ifPresent(it -> lines.add("  held back: " + it)));
    if (UnreachedRegions.is(report, region)
        && !HeldBackSummary.isSaid(plans, UnreachedRegions.reason(region))) {
      lines.add("  " + region.outcome().text() + ": " + UnreachedRegions.reason(region));
    }
    if (isPaused(region)) {
      lines.add("  " + UnreachedRegions.reason(region));
    }
    if (!lines.isEmpty()) {
      lines.add(0, region.region() + ":");
    }
    return lines;
  }

  private static boolean isPaused(RegionResult region) {
    return region.outcome() == RegionOutcome.PAUSED;
  }

  private String total() {
    if (report.regions().isEmpty()) {
      return "There is no region to be brought in step";
    }
    if (report.regions().stream().allMatch(Summary::isPaused)) {
      return "Nothing was done, as all regions are paused";
    }
    return report.transfers().isEmpty() ? inStep() : counted();
  }

  /** Nothing was to be done. */
  private String inStep() {
    if (plans.isEmpty()) {
      return inStepWithoutPlans();
    }
    String where =
        "in " + plans.stream().map(it -> it.region().toString()).collect(Collectors.joining(", "));
    long all = images(Set.of(State.values()));
    long inStep = all - images(notInStep());
    if (all == 0) {
      return "No image is selected " + where;
    }
    return inStep == all
        ? "All %s in step %s".formatted(HumanReadable.of(all, "image"), where)
        : "Nothing to do %s; %d of %s in step"
            .formatted(where, inStep, HumanReadable.of(all, "image"));
  }

  /** A stored report does not say how many images there are. */
  private String inStepWithoutPlans() {
    String compared =
        regions().stream()
            .filter(it -> it.outcome() == RegionOutcome.DONE)
            .map(it -> it.region().toString())
            .collect(Collectors.joining(", "));
    return compared.isEmpty() ? "No region could be compared" : "Nothing to do in " + compared;
  }

  private static Set<State> notInStep() {
    return EnumSet.complementOf(IN_STEP);
  }

  /** How many images of the master are in one of these states anywhere. */
  private long images(Set<State> states) {
    return plans.stream()
        .flatMap(plan -> plan.states().stream())
        .filter(it -> states.contains(it.state()))
        .map(ImageState::master)
        .distinct()
        .count();
  }

  private String counted() {
    List<TransferResult> transfers =
        report.transfers().stream().filter(it -> !heldBack.contains(it)).toList();
    Map<Action, Integer> changes = new EnumMap<>(Action.class);
    Map<TransferOutcome, Integer> others = new EnumMap<>(TransferOutcome.class);
    long bytes = 0;
    for (TransferResult transfer : transfers) {
      if (isChange(transfer)) {
        changes.merge(transfer.action(), 1, Integer::sum);
        bytes += transfer.bytes();
      } else {
        others.merge(transfer.outcome(), 1, Integer::sum);
      }
    }
    var words = new StringJoiner(", ");
    changes.forEach((action, count) -> words.add(count + " " + word(action)));
    others.forEach((outcome, count) -> words.add(count + " " + word(outcome)));
    if (!heldBack.isEmpty()) {
      words.add(heldBack.size() + " held back");
    }
    String time =
        report.dryRun()
            ? ""
            : " in " + HumanReadable.ofTime(Duration.between(report.started(), report.finished()));
    return "%s in %s, %s%s"
        .formatted(
            words,
            HumanReadable.of(regionsReached(), "region"),
            HumanReadable.ofBytes(bytes),
            time);
  }

  private static boolean isChange(TransferResult transfer) {
    return transfer.outcome() == TransferOutcome.DONE
        || transfer.outcome() == TransferOutcome.PLANNED;
  }

  private String word(Action action) {
    return report.dryRun() ? "to " + Wording.toDo(action) : Wording.done(action);
  }

  private String word(TransferOutcome outcome) {
    return outcome == TransferOutcome.FAILED && report.dryRun()
        ? "impossible"
        : outcome.text().replace('_', ' ');
  }

  /** Nothing is said to have been done in a region that could not be dealt with. */
  private long regionsReached() {
    return report.regions().stream()
        .filter(region -> !isPaused(region))
        .filter(region -> !UnreachedRegions.is(report, region) || isAnythingDone(region))
        .count();
  }

  private boolean isAnythingDone(RegionResult region) {
    return report.transfers().stream()
        .anyMatch(it -> it.region().equals(region.region()) && isChange(it));
  }
}
