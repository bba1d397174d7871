package io.glancesync.planner.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.plan.Action;
import io.glancesync.plan.Plan;
import io.glancesync.plan.Role;
import io.glancesync.plan.State;
import io.glancesync.plan.Step;
import io.glancesync.plan.Warning;
import io.glancesync.planner.Situation;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;

/** What a run leaves, in every situation. */
@Domain(Worlds.class)
class RunsInEverySituationTest {
  /** What is withdrawn is hidden, then deleted, and then the same of what it needed. */
  private static final int MOST_RUNS = 8;

  @Property
  void after_a_run_nothing_is_left_to_do_that_could_have_been_done(@ForAll Situation situation) {
    Plan first = situation.plan();
    Map<ImageId, Image> before = situation.imagesById();

    assertThat(situation.afterTheRun().plan().steps())
        .allMatch(
            step ->
                wasInTheWay(step, first)
                    || hasBeenRenamedByTheRun(step, before)
                    || hasBeenHiddenByTheRun(step, before)
                    || wasReferredTo(step, before),
            "was not possible before");
  }

  /** The first run said that it could not be done, mostly because a name was still in use. */
  private static boolean wasInTheWay(Step step, Plan first) {
    return first.refusals().stream().anyMatch(it -> it.master().equals(step.image()))
        || first.warnings().stream()
            .anyMatch(
                it ->
                    it.code() == Warning.Code.DUPLICATE_REGION_NAME
                        && step instanceof Step.Retire retire
                        && it.image().equals(retire.existing().name()));
  }

  /** What is withdrawn is hidden first, and may only be deleted by a later run. */
  private static boolean hasBeenHiddenByTheRun(Step step, Map<ImageId, Image> before) {
    return step instanceof Step.Remove remove
        && remove.action() == Action.DELETE
        && remove.isWithdrawal()
        && !before.get(remove.existing().id()).hidden();
  }

  /** What is needed goes after what needs it, and so one run later. */
  private static boolean wasReferredTo(Step step, Map<ImageId, Image> before) {
    return step instanceof Step.Remove remove
        && before.values().stream()
            .anyMatch(it -> it.properties().containsValue(remove.existing().id().value()));
  }

  /** What became NAME.old may be what the master has retired as NAME.old_obsolete. */
  private static boolean hasBeenRenamedByTheRun(Step step, Map<ImageId, Image> before) {
    return step instanceof Step.Retire retire
        && !before.get(retire.existing().id()).name().equals(retire.existing().name());
  }

  @Property
  void a_few_runs_come_to_rest(@ForAll Situation situation) {
    var rested = situation;
    for (int run = 0; run < MOST_RUNS; run++) {
      rested = rested.afterTheRun();
    }

    assertThat(rested.steps()).isEmpty();
    assertThat(rested.afterTheRun().images()).isEqualTo(rested.images());
  }

  @Property
  void what_was_done_is_in_step_afterwards(@ForAll Situation situation) {
    var after = situation.afterTheRun();

    situation
        .plan()
        .steps()
        .filter(step -> !step.action().isRetirement())
        .forEach(step -> assertThat(after.stateOf(step.imageName())).isEqualTo(State.OK));
  }

  @Property
  void every_kernel_that_is_written_is_the_regions_image_of_the_right_name(
      @ForAll Situation situation) {
    Map<ImageId, Image> before = situation.imagesById();
    Map<ImageId, Image> after = situation.afterTheRun().imagesById();

    for (Image now : after.values()) {
      for (Role role : Role.values()) {
        String id = now.property(role.property());
        boolean written =
            id != null
                && !(before.containsKey(now.id())
                    && id.equals(before.get(now.id()).property(role.property())));
        if (written) {
          Image master = situation.masterImages().named(now.name()).orElseThrow();
          Image mastersKernel =
              situation.masterImages().withId(master.property(role.property())).orElseThrow();
          Image kernel = after.get(new ImageId(id));
          assertThat(kernel).isNotNull();
          assertThat(kernel.name()).isEqualTo(mastersKernel.name());
          assertThat(kernel.isActive()).isTrue();
        }
      }
    }
  }

  @Property
  void the_master_region_compared_with_itself_needs_nothing(@ForAll Situation situation) {
    assertThat(situation.comparedWithItself().steps()).isEmpty();
  }
}
