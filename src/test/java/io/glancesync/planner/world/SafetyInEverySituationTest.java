package io.glancesync.planner.world;

import static io.glancesync.image.Images.US;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.image.UserProperties;
import io.glancesync.plan.Action;
import io.glancesync.plan.Attribute;
import io.glancesync.plan.Changes;
import io.glancesync.plan.CopyId;
import io.glancesync.plan.Outgoing;
import io.glancesync.plan.Policy;
import io.glancesync.plan.State;
import io.glancesync.plan.Step;
import io.glancesync.planner.Situation;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;

/** What a run never does, in no situation. */
@Domain(Worlds.class)
class SafetyInEverySituationTest {
  @Property
  void no_image_vanishes_unless_a_rule_lets_it_be_replaced(@ForAll Situation situation) {
    Map<ImageId, Image> after = situation.afterTheRun().imagesById();

    for (Image image : situation.images()) {
      if (!after.containsKey(image.id())
          && !situation.isLeftover(image)
          && !isRemoved(situation, image, Action.DELETE)) {
        Policy policy = situation.policy();
        assertThat(policy.replace()).containsAnyOf(image.checksum(), Policy.OURS, Policy.ANY);
        assertThat(policy.dontupdate()).doesNotContain(image.checksum());
        assertThat(policy.rename()).doesNotContain(image.checksum());
        assertThat(situation.afterTheRun().stateOf(image.name())).isEqualTo(State.OK);
      }
    }
  }

  /**
   * Whether it is ours, and taken out of use because it is too old or the master has it no longer.
   */
  private static boolean isRemoved(Situation situation, Image before, Action action) {
    return situation.isOurs(before)
        && !before.isProtected()
        && situation
            .plan()
            .steps()
            .filter(Step.Remove.class::isInstance)
            .anyMatch(
                it ->
                    it.action() == action
                        && it.regionId().orElseThrow().equals(before.id())
                        && !situation.selects(((Step.Remove) it).existing().name()));
  }

  @Property
  void no_image_changes_its_name_unless_it_is_renamed_or_retired(@ForAll Situation situation) {
    Map<ImageId, Image> after = situation.afterTheRun().imagesById();

    for (Image before : situation.images()) {
      Image now = after.getOrDefault(before.id(), before);
      if (!now.name().equals(before.name())) {
        assertThat(
                isRenamed(situation, before, now)
                    || isRetired(situation, before, now)
                    || isKept(situation, before, now))
            .as("%s -> %s", before, now)
            .isTrue();
      }
    }
  }

  private static boolean isRenamed(Situation situation, Image before, Image now) {
    Policy policy = situation.policy();
    return now.equals(Outgoing.renamed(before).applyTo(before))
        && !Collections.disjoint(
            policy.rename(), List.of(before.checksum(), Policy.OURS, Policy.ANY))
        && !policy.dontupdate().contains(before.checksum());
  }

  /** Whether it gave way, and was kept. */
  private static boolean isKept(Situation situation, Image before, Image now) {
    Policy policy = situation.policy();
    return policy.rotation().keepOld() > 0
        && policy.rotation().isKept(before.name(), now)
        && !Collections.disjoint(
            policy.replace(), List.of(before.checksum(), Policy.OURS, Policy.ANY))
        && !policy.dontupdate().contains(before.checksum());
  }

  private static boolean isRetired(Situation situation, Image before, Image now) {
    Optional<Image> retired = situation.masterImages().named(now.name());
    return situation.policy().supportObsoleteImages()
        && before.belongsTo(US)
        && now.name().equals(before.name() + "_obsolete")
        && retired.filter(it -> CopyId.hasContentOf(situation.region(), it, before)).isPresent();
  }

  @Property
  void what_only_the_region_protects_is_never_replaced_or_renamed(@ForAll Situation situation) {
    Map<ImageId, Image> after = situation.afterTheRun().imagesById();

    for (Image before : situation.images()) {
      boolean masters =
          situation.masterImages().all().stream()
              .filter(it -> it.name().startsWith(before.name()))
              .anyMatch(Image::isProtected);
      if (before.isProtected() && !masters) {
        assertThat(after).containsKey(before.id());
        assertThat(after.get(before.id()).name()).isEqualTo(before.name());
        assertThat(after.get(before.id()).isProtected()).isTrue();
      }
    }
  }

  @Property
  void content_owner_and_status_of_what_was_there_never_change(@ForAll Situation situation) {
    Map<ImageId, Image> after = situation.afterTheRun().imagesById();

    for (Image before : situation.images()) {
      Image now = after.getOrDefault(before.id(), before);
      assertThat(now.isProtected() || !before.isProtected() || isKept(situation, before, now))
          .isTrue();
      String status =
          isRemoved(situation, before, Action.DEACTIVATE) ? before.status() : now.status();
      assertThat(
              now.but()
                  .status(status)
                  .name(before.name())
                  .visibility(before.visibility())
                  .members(before.members())
                  .tags(before.tags())
                  .minDisk(before.minDisk())
                  .minRam(before.minRam())
                  .hidden(before.hidden())
                  .isProtected(before.isProtected())
                  .properties(before.properties())
                  .build())
          .isEqualTo(before);
    }
  }

  @Property
  void an_attribute_that_is_not_kept_in_step_is_never_changed(@ForAll Situation situation) {
    Map<ImageId, Image> after = situation.afterTheRun().imagesById();
    Set<Attribute> synced = situation.policy().syncAttributes();

    for (Image before : situation.images()) {
      Image now = after.getOrDefault(before.id(), before);
      assertThat(synced.contains(Attribute.TAGS) || now.tags().equals(before.tags())).isTrue();
      assertThat(synced.contains(Attribute.MIN_DISK) || now.minDisk() == before.minDisk()).isTrue();
      assertThat(synced.contains(Attribute.MIN_RAM) || now.minRam() == before.minRam()).isTrue();
      boolean isKept = isKept(situation, before, now);
      assertThat(
              synced.contains(Attribute.OS_HIDDEN)
                  || now.hidden() == before.hidden()
                  || isKept
                  || isRemoved(situation, before, Action.HIDE))
          .isTrue();
      assertThat(
              synced.contains(Attribute.PROTECTED)
                  || now.isProtected() == before.isProtected()
                  || isKept)
          .isTrue();
    }
  }

  /**
   * Users never see two of them. A hidden image that the run leaves as it was may be there as well:
   * the run then brings the image in step that users see, even if another project owns that one.
   */
  @Property
  void a_second_active_image_of_our_project_with_one_name_results_only_beside_a_hidden_one(
      @ForAll Situation situation) {
    Map<String, Long> before = activeOfOurs(situation, image -> true);

    activeOfOurs(
            situation.afterTheRun(),
            image -> !image.hidden() || !situation.images().contains(image))
        .forEach(
            (name, count) ->
                assertThat(count).isLessThanOrEqualTo(Math.max(1, before.getOrDefault(name, 0L))));
  }

  private static Map<String, Long> activeOfOurs(Situation situation, Predicate<Image> which) {
    return situation.images().stream()
        .filter(image -> image.isActive() && image.belongsTo(US) && !image.name().isEmpty())
        .filter(image -> !situation.isLeftover(image))
        .filter(which)
        .collect(groupingBy(Image::name, counting()));
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
    assertThat(situation.plan().steps().flatMap(SafetyInEverySituationTest::touched))
        .allMatch(UserProperties::includes);
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
                  .flatMap(SafetyInEverySituationTest::touched))
          .allMatch(name -> metadataSet.contains(name) || UserProperties.refersToImage(name));
    }
  }

  private static Stream<String> touched(Step step) {
    if (step instanceof Step.Copy copy) {
      return copy.wanted().properties().keySet().stream();
    }
    if (step instanceof Step.Remove) {
      return Stream.empty();
    }
    Changes changes = changes(step);
    return Stream.concat(changes.set().keySet().stream(), changes.remove().stream());
  }

  @Property
  void changes_applied_twice_do_no_harm(@ForAll Situation situation) {
    situation
        .plan()
        .steps()
        .filter(step -> !(step instanceof Step.Copy) && !(step instanceof Step.Remove))
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

  private static Changes changes(Step step) {
    return step instanceof Step.Update update ? update.changes() : ((Step.Retire) step).changes();
  }
}
