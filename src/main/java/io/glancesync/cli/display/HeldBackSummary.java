package io.glancesync.cli.display;

import io.glancesync.plan.Action;
import io.glancesync.plan.HeldBack;
import io.glancesync.plan.Plan;
import io.glancesync.plan.Step;
import io.glancesync.plan.Stop;
import io.glancesync.report.TransferResult;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/** What guards hold back, said once and not image by image. */
public final class HeldBackSummary {
  private static final int MOST_NAMES = 5;

  private HeldBackSummary() {}

  /** Why: one line for each guard, however many regions and images it concerns. */
  public static List<String> reasons(Collection<Plan> plans) {
    return plans.stream()
        .filter(plan -> !plan.heldBack().isEmpty())
        .flatMap(plan -> plan.stops().stream())
        .distinct()
        .map(stop -> "Held back: " + stop.text())
        .toList();
  }

  /** What: {@code 1 to update (a), 20 to replace (b, c, d, e, f and 15 more)}. */
  public static Optional<String> steps(Plan plan) {
    if (plan.heldBack().isEmpty()) {
      return Optional.empty();
    }
    Map<Action, List<String>> names =
        plan.heldBack().stream()
            .map(HeldBack::step)
            .collect(
                Collectors.groupingBy(
                    Step::action,
                    () -> new EnumMap<>(Action.class),
                    Collectors.mapping(Step::imageName, Collectors.toList())));
    var words = new StringJoiner(", ");
    names.forEach(
        (action, images) ->
            words.add(
                "%d to %s (%s)".formatted(images.size(), Wording.toDo(action), some(images))));
    return Optional.of(words.toString());
  }

  private static String some(List<String> images) {
    String first = String.join(", ", images.subList(0, Math.min(MOST_NAMES, images.size())));
    return images.size() > MOST_NAMES
        ? "%s and %d more".formatted(first, images.size() - MOST_NAMES)
        : first;
  }

  /** As they stand in the report. */
  static Set<TransferResult> transfers(Collection<Plan> plans) {
    return plans.stream()
        .flatMap(
            plan -> plan.heldBack().stream().map(it -> TransferResult.heldBack(plan.region(), it)))
        .collect(Collectors.toSet());
  }

  /** Whether this is no more than what {@link #reasons} says. */
  static boolean isSaid(Collection<Plan> plans, String error) {
    return plans.stream()
        .flatMap(plan -> plan.stops().stream())
        .map(Stop::text)
        .anyMatch(error::equals);
  }
}
