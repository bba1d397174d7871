package io.glancesync.planner.world;

import static io.glancesync.image.Images.US;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.image.Image;
import io.glancesync.image.Members;
import io.glancesync.image.Visibility;
import io.glancesync.plan.Step;
import io.glancesync.planner.Situation;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;

/** Who shares an image, in every situation. */
@Domain(Worlds.class)
class MembersInEverySituationTest {
  private static Optional<Members> ofMaster(Situation situation, Image image) {
    return situation
        .masterImages()
        .named(image.name())
        .filter(it -> it.visibility() == Visibility.SHARED)
        .flatMap(Image::knownMembers);
  }

  @Property
  void nobody_who_has_accepted_is_removed_while_the_master_has_them(@ForAll Situation situation) {
    var after = situation.afterTheRun().imagesById();

    for (Image before : situation.images()) {
      Image now = after.get(before.id());
      if (now == null
          || before.visibility() != Visibility.SHARED
          || now.visibility() != Visibility.SHARED
          || before.members() == null
          || !now.name().equals(before.name())) {
        continue;
      }
      for (String project : before.members().projects()) {
        boolean isWanted =
            ofMaster(situation, before).filter(it -> it.status(project) != null).isPresent();
        if (isWanted && !project.equals(US)) {
          assertThat(now.members().status(project)).isEqualTo(before.members().status(project));
        }
      }
    }
  }

  @Property
  void a_new_version_is_accepted_by_who_had_accepted_the_old_one(@ForAll Situation situation) {
    situation
        .plan()
        .steps()
        .filter(it -> it instanceof Step.Copy copy && copy.old() != null)
        .map(Step.Copy.class::cast)
        .filter(it -> it.wanted().members() != null && it.old().belongsTo(US))
        .forEach(
            copy -> {
              Members old = copy.old().knownMembers().orElse(Members.NONE);
              for (String project : copy.wanted().members().projects()) {
                if (old.status(project) == Members.Status.ACCEPTED) {
                  assertThat(copy.wanted().members().status(project))
                      .isEqualTo(Members.Status.ACCEPTED);
                }
              }
            });
  }

  @Property
  void where_members_are_kept_in_step_they_are_the_masters_afterwards(@ForAll Situation situation) {
    var after = situation.afterTheRun();
    situation
        .plan()
        .steps()
        .filter(it -> it instanceof Step.Copy || it instanceof Step.Update)
        .filter(it -> situation.policy().syncMembers() && !it.differences().isEmpty())
        .map(Step::imageName)
        .forEach(
            name ->
                after.images().stream()
                    .filter(it -> it.name().equals(name) && it.belongsTo(US))
                    .filter(it -> it.visibility() == Visibility.SHARED && it.members() != null)
                    .filter(it -> !it.hidden() && it.isActive())
                    .forEach(
                        image ->
                            ofMaster(after, image)
                                .ifPresent(
                                    it ->
                                        assertThat(it.without(US).projects())
                                            .isEqualTo(image.members().without(US).projects()))));
  }

  @Property
  void a_run_without_the_key_shares_with_nobody(@ForAll Situation situation) {
    if (!situation.policy().syncMembers()) {
      assertThat(situation.plan().steps().flatMap(it -> it.differences().stream()))
          .noneMatch(it -> it.key().equals("members"));
    }
  }
}
