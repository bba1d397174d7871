package io.glancesync.cli.display;

import io.glancesync.plan.Action;
import io.glancesync.plan.Difference;
import io.glancesync.plan.Plan;
import io.glancesync.plan.Step;
import io.glancesync.report.TransferResult;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/** The words for what a run does. */
final class Wording {
  private static final int MOST_CHANGES = 3;
  private static final int LONGEST_CHANGE = 80;

  private Wording() {}

  /** What was done to an image: {@code copied}. */
  static String done(Action action) {
    return switch (action) {
      case UPLOAD -> "copied";
      case REPLACE -> "replaced";
      case RENAME -> "renamed";
      case METADATA -> "updated";
      case AMI -> "linked";
      case OBSOLETE -> "retired";
      case HIDE -> "hidden";
      case DEACTIVATE -> "deactivated";
      case DELETE -> "deleted";
    };
  }

  /** What would be done to an image: {@code copy}. */
  static String toDo(Action action) {
    return switch (action) {
      case UPLOAD -> "copy";
      case REPLACE -> "replace";
      case RENAME -> "rename";
      case METADATA -> "update";
      case AMI -> "link";
      case OBSOLETE -> "retire";
      case HIDE, DEACTIVATE, DELETE -> action.text();
    };
  }

  /** {@code copied base_ubuntu (2.1 GB in 34 s)}, {@code would update small}, or why it failed. */
  static String of(TransferResult transfer) {
    return switch (transfer.outcome()) {
      case PLANNED ->
          "would %s %s%s%s"
              .formatted(
                  toDo(transfer.action()), transfer.image(), size(transfer, ""), changes(transfer));
      case DONE ->
          "%s %s%s"
              .formatted(
                  done(transfer.action()),
                  transfer.image(),
                  size(transfer, " in " + HumanReadable.ofTime(transfer.duration()))
                      + changes(transfer));
      case FAILED -> "failed: " + transfer.error().orElse(transfer.image());
      case SKIPPED, PUT_OFF -> transfer.error().orElse(transfer.image());
    };
  }

  /** {@code (type: a → b, and 2 more)}; a copy says enough without. */
  private static String changes(TransferResult transfer) {
    List<Difference> changes = transfer.changes();
    if (transfer.bytes() > 0 || changes.isEmpty()) {
      return "";
    }
    String some =
        changes.stream()
            .limit(MOST_CHANGES)
            .map(it -> shortened(it.change()))
            .collect(Collectors.joining(", "));
    return changes.size() > MOST_CHANGES
        ? " (%s, and %d more)".formatted(some, changes.size() - MOST_CHANGES)
        : " (%s)".formatted(some);
  }

  private static String shortened(String text) {
    return text.codePointCount(0, text.length()) <= LONGEST_CHANGE
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST_CHANGE)) + "…";
  }

  private static String size(TransferResult transfer, String time) {
    return transfer.bytes() == 0
        ? ""
        : " (%s%s)".formatted(HumanReadable.ofBytes(transfer.bytes()), time);
  }

  /** {@code 2 to copy (2.1 GB), 1 to update}. */
  static String toDo(Plan plan) {
    Map<Action, Integer> counts = new EnumMap<>(Action.class);
    plan.steps().forEach(step -> counts.merge(step.action(), 1, Integer::sum));
    var words = new StringJoiner(", ").setEmptyValue("nothing to do");
    counts.forEach((action, count) -> words.add(count + " to " + toDo(action)));
    long bytes =
        plan.steps().filter(Step.Copy.class::isInstance).mapToLong(step -> step.size()).sum();
    if (bytes > 0) {
      words.add(HumanReadable.ofBytes(bytes));
    }
    if (!plan.refusals().isEmpty()) {
      words.add(plan.refusals().size() + " impossible");
    }
    if (!plan.heldBack().isEmpty()) {
      words.add(plan.heldBack().size() + " held back");
    }
    if (!plan.waiting().isEmpty()) {
      words.add(plan.waiting().size() + " waiting after a failure");
    }
    return words.toString();
  }
}
