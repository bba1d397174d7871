package io.glancesync.planner.world;

import io.glancesync.plan.Action;
import io.glancesync.plan.ImageState;
import io.glancesync.plan.State;
import io.glancesync.plan.Step;
import io.glancesync.plan.Warning;
import io.glancesync.planner.Situation;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

/** The situations of the properties are nasty enough: everything occurs in them. */
@Domain(Worlds.class)
class WorldsTest {
  private static final List<String> REASONS =
      List.of(
          "needs itself", "no disk_format", "beyond U+FFFF", "a name in use", "cannot be copied");

  /** A guard's looks at runs, and not at one plan; what a region refuses is seen by transfers. */
  private static final EnumSet<Warning.Code> FOUND_LATER =
      EnumSet.of(
          Warning.Code.MASTER_SHRUNK,
          Warning.Code.PROPERTY_NOT_KEPT,
          Warning.Code.SELECTION_NARROWED,
          Warning.Code.MEMBERS_UNKNOWN,
          Warning.Code.KEPT_IN_USE);

  @Property
  @StatisticsReport(onFailureOnly = true)
  void every_state_occurs(@ForAll Situation situation) {
    occur(situation.plan().states().stream().map(ImageState::state), List.of(State.values()));
  }

  @Property
  @StatisticsReport(onFailureOnly = true)
  void every_step_occurs(@ForAll Situation situation) {
    occur(situation.plan().steps().map(Step::action), List.of(Action.values()));
  }

  @Property
  @StatisticsReport(onFailureOnly = true)
  void every_warning_occurs(@ForAll Situation situation) {
    occur(
        Stream.concat(
                situation.plan().warnings().stream(), situation.masterImages().warnings().stream())
            .map(Warning::code),
        List.copyOf(EnumSet.complementOf(FOUND_LATER)));
  }

  @Property
  @StatisticsReport(onFailureOnly = true)
  void every_refusal_occurs(@ForAll Situation situation) {
    occur(
        situation.refusals().stream()
            .flatMap(refusal -> REASONS.stream().filter(refusal::contains)),
        REASONS);
  }

  private static void occur(Stream<?> seen, List<?> all) {
    seen.forEach(Statistics::collect);
    Statistics.coverage(
        coverage -> {
          for (Object one : all) {
            coverage.check(one).count(count -> count > 0);
          }
        });
  }
}
