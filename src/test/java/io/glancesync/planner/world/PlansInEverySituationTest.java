package io.glancesync.planner.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.glancesync.image.Image;
import io.glancesync.plan.ImageState;
import io.glancesync.plan.Plan;
import io.glancesync.plan.State;
import io.glancesync.plan.Step;
import io.glancesync.plan.Warning;
import io.glancesync.planner.Selection;
import io.glancesync.planner.Situation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** What a plan is like, in every situation. */
@Domain(Worlds.class)
@Domain(DomainContext.Global.class)
class PlansInEverySituationTest {
  @Property
  void the_order_of_the_images_never_matters(@ForAll Situation situation, @ForAll long seed) {
    var shuffled =
        new Situation(
            shuffle(situation.master(), seed),
            shuffle(situation.images(), seed),
            situation.policy(),
            situation.region(),
            situation.projectId());

    assertThat(shuffled.plan()).isEqualTo(situation.plan());
    assertThat(shuffled.masterImages().warnings()).isEqualTo(situation.masterImages().warnings());
  }

  private static List<Image> shuffle(List<Image> images, long seed) {
    var shuffled = new ArrayList<>(images);
    Collections.shuffle(shuffled, new Random(seed));
    return shuffled;
  }

  @Property
  void every_selected_image_has_exactly_one_state(@ForAll Situation situation) {
    var selected = Selection.of(situation.masterImages(), situation.policy());

    assertThat(situation.plan().states())
        .extracting(ImageState::master)
        .containsExactlyElementsOf(selected.byName().values());
  }

  @Property
  void what_a_state_asks_for_is_planned_or_refused_or_warned_about(@ForAll Situation situation) {
    Plan plan = situation.plan();
    Set<String> planned =
        plan.steps()
            .filter(step -> !step.action().isRetirement())
            .map(Step::imageName)
            .collect(Collectors.toSet());
    Set<String> refused =
        plan.refusals().stream().map(it -> it.master().name()).collect(Collectors.toSet());
    for (ImageState state : plan.states()) {
      String name = state.master().name();
      switch (state.state()) {
        case OK, OK_STALLED_CHECKSUM -> {
          assertThat(planned).doesNotContain(name);
          assertThat(refused).doesNotContain(name);
        }
        case ERROR_AMI, ERROR_CHECKSUM -> {
          assertThat(planned).doesNotContain(name);
          assertThat(refused).doesNotContain(name);
          assertThat(plan.warnings())
              .extracting(Warning::image, it -> isOf(state.state(), it.code()))
              .contains(tuple(name, true));
        }
        case PENDING_UPLOAD, PENDING_REPLACE, PENDING_RENAME, PENDING_METADATA, PENDING_AMI ->
            assertThat(planned.contains(name)).isNotEqualTo(refused.contains(name));
      }
    }
  }

  private static boolean isOf(State state, Warning.Code code) {
    return switch (code) {
      case CHECKSUM_CONFLICT, PROTECTED_IN_REGION -> state == State.ERROR_CHECKSUM;
      case KERNEL_MISSING, RAMDISK_MISSING -> state == State.ERROR_AMI;
      case DUPLICATE_MASTER_NAME,
          MASTER_NOT_ACTIVE,
          MASTER_SHRUNK,
          SELECTION_NARROWED,
          DUPLICATE_REGION_NAME,
          FOREIGN_OWNER,
          NOT_ACTIVE,
          CONTENT_UNKNOWN,
          OBSOLETE_IGNORED,
          PROPERTY_NOT_KEPT,
          KEPT_IN_USE,
          MEMBERS_UNKNOWN,
          WITHDRAWN ->
          false;
    };
  }

  @Property
  void no_image_is_the_matter_of_two_steps(@ForAll Situation situation) {
    assertThat(situation.plan().steps().map(Step::regionId).flatMap(Optional::stream))
        .doesNotHaveDuplicates();
  }

  @Property
  void what_is_needed_is_copied_in_an_earlier_phase(@ForAll Situation situation) {
    var done = new ArrayList<String>();

    for (List<Step> phase : situation.plan().phases()) {
      for (Step step : phase) {
        assertThat(step.companions())
            .allSatisfy(it -> assertThat(done).contains(it.master().name()));
      }
      phase.stream().filter(Step.Copy.class::isInstance).forEach(it -> done.add(it.imageName()));
    }
  }
}
