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
    Plan plan = new Guards(50, 100).over(situation.plan(), SHRUNKEN, 0);

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
  void an_empty_list_plans_nothing_at_all(@ForAll Situation situation) {
    var empty =
        new Situation(
            List.of(),
            situation.images(),
            situation.policy(),
            situation.region(),
            situation.projectId());

    assertThat(empty.plan().steps()).isEmpty();
  }

  @Property
  void no_more_is_replaced_than_the_limit_says_and_no_step_is_lost(
      @ForAll Situation situation,
      @ForAll @IntRange(max = 4) int limit,
      @ForAll @IntRange(max = 4) int replaced) {
    Plan wished = situation.plan();
    Plan plan = new Guards(50, limit).over(wished, Optional.empty(), replaced);

    assertThat(plan.replacements()).isLessThanOrEqualTo(Math.max(0, limit - replaced));
    assertThat(Stream.concat(plan.steps(), plan.heldBack().stream().map(HeldBack::step)).toList())
        .containsExactlyInAnyOrderElementsOf(wished.steps().toList());
    assertThat(plan.stops().isEmpty()).isEqualTo(plan.heldBack().isEmpty());
  }

  @Property
  void what_passes_never_waits_for_a_copy_that_does_not(
      @ForAll Situation situation, @ForAll @IntRange(max = 3) int limit) {
    Plan plan = new Guards(50, limit).over(situation.plan(), Optional.empty(), 0);

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
