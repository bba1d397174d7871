package io.glancesync.planner;

import io.glancesync.plan.HeldBack;
import io.glancesync.plan.Plan;
import io.glancesync.plan.Step;
import io.glancesync.plan.Stop;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Leaves out of a plan what failed for good a short time ago, and what needs it (specification,
 * section 9).
 */
public final class FailedBefore {
  private final Function<Step, Optional<Stop>> failures;
  private final StoppedCopies stopped;
  private final List<HeldBack> waiting = new ArrayList<>();

  private FailedBefore(Plan plan, Function<Step, Optional<Stop>> failures) {
    this.failures = failures;
    stopped = new StoppedCopies(plan.region());
  }

  /**
   * The plan without these steps, which it names as waiting.
   *
   * @param failures why a step is not tried yet; empty when it may be
   */
  public static Plan leftOut(Plan plan, Function<Step, Optional<Stop>> failures) {
    var gate = new FailedBefore(plan, failures);
    // in the plan's order, in which a kernel comes before what needs it
    List<List<Step>> due =
        plan.phases().stream().map(phase -> phase.stream().filter(gate::isDue).toList()).toList();
    return plan.waiting(due, gate.waiting);
  }

  private boolean isDue(Step step) {
    if (stopped.isRoomInVain(step)) {
      return false;
    }
    Optional<HeldBack> held =
        stopped.dependent(step).or(() -> failures.apply(step).map(why -> stopped.stop(step, why)));
    held.ifPresent(waiting::add);
    return held.isEmpty();
  }
}
