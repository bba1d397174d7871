package io.glancesync.plan;

import static io.glancesync.image.Images.US;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.image.UserProperties;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** What holds in every situation. */
@Domain(Worlds.class)
@Domain(DomainContext.Global.class)
class PlannerPropertiesTest {

  @Property
  void after_a_run_nothing_is_left_to_do_that_could_have_been_done(@ForAll Situation situation) {
    Plan first = situation.plan();
    Map<ImageId, Image> before = byId(situation.images());

    assertThat(situation.afterTheRun().plan().steps())
        .allMatch(
            step -> wasInTheWay(step, first) || hasBeenRenamedByTheRun(step, before),
            "was not possible before");
  }

  /** The first run said that it could not be done, mostly because a name was still in use. */
  private static boolean wasInTheWay(Step step, Plan first) {
    return first.refusals().stream().anyMatch(it -> it.master().equals(step.master()))
        || first.warnings().stream()
            .anyMatch(
                it ->
                    it.code() == Warning.Code.DUPLICATE_REGION_NAME
                        && step instanceof Step.Retire retire
                        && it.image().equals(retire.existing().name()));
  }

  /** What became NAME.old may be what the master has retired as NAME.old_obsolete. */
  private static boolean hasBeenRenamedByTheRun(Step step, Map<ImageId, Image> before) {
    return step instanceof Step.Retire retire
        && !before.get(retire.existing().id()).name().equals(retire.existing().name());
  }

  @Property
  void a_few_runs_come_to_rest(@ForAll Situation situation) {
    var rested = situation.afterTheRun().afterTheRun().afterTheRun();

    assertThat(rested.steps()).isEmpty();
    assertThat(rested.afterTheRun().images()).isEqualTo(rested.images());
  }

  @Property
  void what_was_done_is_in_step_afterwards(@ForAll Situation situation) {
    var after = situation.afterTheRun();

    situation
        .plan()
        .steps()
        .filter(step -> !(step instanceof Step.Retire))
        .forEach(step -> assertThat(after.stateOf(step.imageName())).isEqualTo(State.OK));
  }

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
            .filter(step -> !(step instanceof Step.Retire))
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
      case CHECKSUM_CONFLICT -> state == State.ERROR_CHECKSUM;
      case KERNEL_MISSING, RAMDISK_MISSING -> state == State.ERROR_AMI;
      case DUPLICATE_MASTER_NAME,
          DUPLICATE_REGION_NAME,
          FOREIGN_OWNER,
          NOT_ACTIVE,
          OBSOLETE_IGNORED ->
          false;
    };
  }

  @Property
  void no_image_vanishes_unless_a_rule_lets_it_be_replaced(@ForAll Situation situation) {
    Map<ImageId, Image> after = byId(situation.afterTheRun().images());

    for (Image image : situation.images()) {
      if (!after.containsKey(image.id()) && !isLeftover(situation, image)) {
        Policy policy = situation.policy();
        assertThat(policy.replace()).containsAnyOf(image.checksum(), Policy.ANY);
        assertThat(policy.dontupdate()).doesNotContain(image.checksum());
        assertThat(policy.rename()).doesNotContain(image.checksum());
        assertThat(situation.afterTheRun().stateOf(image.name())).isEqualTo(State.OK);
      }
    }
  }

  @Property
  void no_image_changes_its_name_unless_it_is_renamed_or_retired(@ForAll Situation situation) {
    Map<ImageId, Image> after = byId(situation.afterTheRun().images());

    for (Image before : situation.images()) {
      Image now = after.getOrDefault(before.id(), before);
      if (!now.name().equals(before.name())) {
        assertThat(isRenamed(situation, before, now) || isRetired(situation, before, now))
            .as("%s -> %s", before, now)
            .isTrue();
      }
    }
  }

  private static boolean isRenamed(Situation situation, Image before, Image now) {
    Policy policy = situation.policy();
    return now.equals(Planner.renamed(before))
        && (policy.rename().contains(before.checksum()) || policy.rename().contains(Policy.ANY))
        && !policy.dontupdate().contains(before.checksum());
  }

  private static boolean isRetired(Situation situation, Image before, Image now) {
    Optional<Image> retired = situation.masterImages().named(now.name());
    return situation.policy().supportObsoleteImages()
        && before.belongsTo(US)
        && now.name().equals(before.name() + "_obsolete")
        && retired.filter(before::sameContentAs).isPresent();
  }

  @Property
  void content_owner_and_status_of_what_was_there_never_change(@ForAll Situation situation) {
    Map<ImageId, Image> after = byId(situation.afterTheRun().images());

    for (Image before : situation.images()) {
      Image now = after.getOrDefault(before.id(), before);
      assertThat(
              now.but()
                  .name(before.name())
                  .visibility(before.visibility())
                  .properties(before.properties())
                  .build())
          .isEqualTo(before);
    }
  }

  @Property
  void two_active_images_of_ours_with_one_name_never_result(@ForAll Situation situation) {
    Map<String, Long> before = activeOfOurs(situation);

    activeOfOurs(situation.afterTheRun())
        .forEach(
            (name, count) ->
                assertThat(count).isLessThanOrEqualTo(Math.max(1, before.getOrDefault(name, 0L))));
  }

  private static Map<String, Long> activeOfOurs(Situation situation) {
    return situation.images().stream()
        .filter(image -> image.isActive() && image.belongsTo(US) && !image.name().isEmpty())
        .filter(image -> !isLeftover(situation, image))
        .collect(groupingBy(Image::name, counting()));
  }

  private static boolean isLeftover(Situation situation, Image image) {
    return situation
        .masterImages()
        .named(image.name())
        .filter(master -> CopyId.isUnpublished(situation.region(), master, image))
        .isPresent();
  }

  @Property
  void images_of_other_projects_are_never_touched_with_only_tenant_images(
      @ForAll Situation situation) {
    if (situation.policy().onlyTenantImages()) {
      assertThat(situation.afterTheRun().images())
          .containsAll(situation.images().stream().filter(it -> !it.belongsTo(US)).toList());
    }
  }

  @Property
  void no_step_touches_a_property_that_may_not_travel(@ForAll Situation situation) {
    assertThat(situation.plan().steps().flatMap(PlannerPropertiesTest::touched))
        .allMatch(UserProperties::includes);
  }

  private static Stream<String> touched(Step step) {
    if (step instanceof Step.Copy copy) {
      return copy.wanted().properties().keySet().stream();
    }
    Changes changes = changes(step);
    return Stream.concat(changes.set().keySet().stream(), changes.remove().stream());
  }

  private static Changes changes(Step step) {
    return step instanceof Step.Update update ? update.changes() : ((Step.Retire) step).changes();
  }

  @Property
  void with_a_metadata_set_no_other_property_is_written(@ForAll Situation situation) {
    Set<String> metadataSet = situation.policy().metadataSet();
    if (!metadataSet.isEmpty()) {
      assertThat(
              situation
                  .plan()
                  .steps()
                  .filter(step -> !(step instanceof Step.Retire))
                  .flatMap(PlannerPropertiesTest::touched))
          .allMatch(name -> metadataSet.contains(name) || UserProperties.refersToImage(name));
    }
  }

  @Property
  void changes_applied_twice_do_no_harm(@ForAll Situation situation) {
    situation
        .plan()
        .steps()
        .filter(step -> !(step instanceof Step.Copy))
        .forEach(
            step -> {
              Image existing =
                  step instanceof Step.Update update
                      ? update.existing()
                      : ((Step.Retire) step).existing();
              Image once = changes(step).applyTo(existing);
              assertThat(changes(step).applyTo(once)).isEqualTo(once);
            });
  }

  @Property
  void every_kernel_that_is_written_is_the_regions_image_of_the_right_name(
      @ForAll Situation situation) {
    Map<ImageId, Image> before = byId(situation.images());
    Map<ImageId, Image> after = byId(situation.afterTheRun().images());

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
  void no_image_is_the_matter_of_two_steps(@ForAll Situation situation) {
    assertThat(
            situation
                .plan()
                .steps()
                .map(
                    step ->
                        step instanceof Step.Copy copy
                            ? copy.old()
                            : step instanceof Step.Update update
                                ? update.existing()
                                : ((Step.Retire) step).existing())
                .filter(image -> image != null)
                .map(Image::id))
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

  @Property
  void the_master_region_compared_with_itself_needs_nothing(@ForAll Situation situation) {
    assertThat(situation.comparedWithItself().steps()).isEmpty();
  }

  private static Map<ImageId, Image> byId(List<Image> images) {
    return images.stream().collect(toMap(Image::id, identity()));
  }
}
