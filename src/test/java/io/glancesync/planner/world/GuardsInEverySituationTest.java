package io.glancesync.planner.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.plan.HeldBack;
import io.glancesync.plan.Plan;
import io.glancesync.plan.Step;
import io.glancesync.plan.Stop;
import io.glancesync.planner.Guards;
import io.glancesync.planner.Rehearsal;
import io.glancesync.planner.Situation;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** What guards promise, in every situation. */
@Domain(Worlds.class)
@Domain(DomainContext.Global.class)
class GuardsInEverySituationTest {
  private static final Optional<Stop> SHRUNKEN = Optional.of(new Stop("it shrank", "confirm it"));

  @Property
  void a_shrunken_list_never_plans_anything_that_touches_an_existing_image(
      @ForAll Situation situation) {
    Plan plan =
        new Guards(50, 100, 10)
            .over(situation.plan(), SHRUNKEN, Optional.empty(), new Guards.Tally(0, 0))
            .plan();

    Map<ImageId, Image> after =
        Rehearsal.apply(plan, situation.images(), situation.projectId()).stream()
            .collect(Collectors.toMap(Image::id, it -> it));
    for (Image before : situation.images()) {
      // what an interrupted copy left is not an image yet
      if (!situation.isLeftover(before)) {
        assertThat(after).containsEntry(before.id(), before);
      }
    }
  }

  @Property
  void an_empty_list_plans_nothing_but_to_take_out_of_use_what_is_ours(
      @ForAll Situation situation) {
    var empty =
        new Situation(
            List.of(),
            situation.images(),
            situation.policy(),
            situation.region(),
            situation.projectId());

    assertThat(empty.plan().steps())
        .allMatch(it -> it instanceof Step.Remove remove && empty.isOurs(remove.existing()));
  }

  @Property
  void no_more_is_replaced_than_the_limit_says_and_no_step_is_lost(
      @ForAll Situation situation,
      @ForAll @IntRange(max = 4) int limit,
      @ForAll @IntRange(max = 4) int replaced) {
    Plan wished = situation.plan();
    Plan plan =
        new Guards(50, limit, 10)
            .over(wished, Optional.empty(), Optional.empty(), new Guards.Tally(replaced, 0))
            .plan();

    assertThat(plan.replacements()).isLessThanOrEqualTo(Math.max(0, limit - replaced));
    assertThat(Stream.concat(plan.steps(), plan.heldBack().stream().map(HeldBack::step)).toList())
        .containsExactlyInAnyOrderElementsOf(
            wished.steps().filter(it -> !isRoomFor(it, plan.heldBack())).toList());
    assertThat(plan.stops().isEmpty()).isEqualTo(plan.heldBack().isEmpty());
  }

  /** What makes room for a copy that is held back is not mentioned. */
  private static boolean isRoomFor(Step step, List<HeldBack> heldBack) {
    return step instanceof Step.Remove remove
        && heldBack.stream()
            .map(HeldBack::step)
            .filter(Step.Copy.class::isInstance)
            .anyMatch(it -> it.imageName().equals(remove.masterName()));
  }

  @Property
  void no_more_is_taken_out_of_use_than_the_limit_says(
      @ForAll Situation situation,
      @ForAll @IntRange(max = 4) int limit,
      @ForAll @IntRange(max = 4) int removed) {
    Plan plan =
        new Guards(50, 100, limit)
            .over(
                situation.plan(), Optional.empty(), Optional.empty(), new Guards.Tally(0, removed))
            .plan();

    assertThat(
            plan.steps()
                .filter(it -> it instanceof Step.Remove remove && remove.isWithdrawal())
                .count())
        .isLessThanOrEqualTo(Math.max(0, limit - removed));
  }

  @Property
  void nothing_is_withdrawn_when_the_selection_is_suddenly_narrow(@ForAll Situation situation) {
    Plan plan =
        new Guards(50, 100, 10)
            .over(situation.plan(), Optional.empty(), SHRUNKEN, Guards.Tally.NOTHING)
            .plan();

    assertThat(plan.steps())
        .noneMatch(it -> it instanceof Step.Remove remove && remove.isWithdrawal());
  }

  @Property
  void what_passes_never_waits_for_a_copy_that_does_not(
      @ForAll Situation situation, @ForAll @IntRange(max = 3) int limit) {
    Plan plan =
        new Guards(50, limit, 10)
            .over(situation.plan(), Optional.empty(), Optional.empty(), new Guards.Tally(0, 0))
            .plan();

    Set<String> copied = new HashSet<>();
    plan.steps()
        .forEach(
            step -> {
              step.companions().forEach(it -> assertThat(copied).contains(it.master().name()));
              if (step instanceof Step.Copy) {
                copied.add(step.imageName());
              }
            });
  }
}
