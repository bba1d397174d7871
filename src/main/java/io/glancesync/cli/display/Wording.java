package io.glancesync.cli.display;

import io.glancesync.plan.Action;
import io.glancesync.plan.Plan;
import io.glancesync.plan.Step;
import io.glancesync.report.TransferResult;
import java.util.EnumMap;
import java.util.Map;
import java.util.StringJoiner;

/** The words for what a run does. */
final class Wording {
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
          "would %s %s%s".formatted(toDo(transfer.action()), transfer.image(), size(transfer, ""));
      case DONE ->
          "%s %s%s"
              .formatted(
                  done(transfer.action()),
                  transfer.image(),
                  size(transfer, " in " + HumanReadable.ofTime(transfer.duration())));
      case FAILED -> "failed: " + transfer.error().orElse(transfer.image());
      case SKIPPED, PUT_OFF -> transfer.error().orElse(transfer.image());
    };
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
    return words.toString();
  }
}
