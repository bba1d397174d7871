package io.glancesync.planner;

import static io.glancesync.image.Images.OTHERS;
import static io.glancesync.image.Images.anImage;
import static io.glancesync.planner.Policies.aPolicy;
import static io.glancesync.planner.Situation.BURGOS;
import static io.glancesync.planner.Situation.master;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.image.Image;
import io.glancesync.image.Images.AnImage;
import io.glancesync.image.Visibility;
import io.glancesync.plan.Action;
import io.glancesync.plan.Step;
import io.glancesync.plan.Warning;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Images that the master has retired: section 6. */
class RetirementTest {
  private static AnImage called(String name) {
    return anImage(name).withContent("c1");
  }

  private final Situation retired = master(called("a_obsolete").isPrivate());

  @Test
  void a_retired_image_is_never_copied() {
    assertThat(retired.steps()).isEmpty();
    assertThat(retired.states()).isEmpty();
  }

  @Test
  void an_image_of_the_name_before_and_the_same_checksum_is_renamed() {
    var situation = retired.region(called("a"));

    assertThat(situation.steps()).containsExactly("obsolete a_obsolete");
    assertThat(situation.afterTheRun().namesInRegion()).containsExactly("a_obsolete");
    assertThat(situation.afterTheRun().steps()).isEmpty();
  }

  @Test
  void its_visibility_becomes_the_masters() {
    for (Visibility visibility : Visibility.values()) {
      var situation = master(called("a_obsolete").is(visibility)).region(called("a"));

      assertThat(situation.afterTheRun().image("a_obsolete").visibility()).isEqualTo(visibility);
    }
  }

  @Test
  void the_properties_in_obsolete_syncprops_that_the_master_has_are_set_and_no_others() {
    var after =
        master(called("a_obsolete").with("p1", "m").with("p2", "m").with("p4", "m"))
            .region(called("a").with("p1", "r").with("p2", "r").with("p3", "r"))
            .under(aPolicy().obsoleteSyncprops("p1", "p3", "p4"))
            .afterTheRun();

    assertThat(after.image("a_obsolete").properties())
        .isEqualTo(Map.of("p1", "m", "p2", "r", "p3", "r", "p4", "m"));
  }

  @Test
  void without_obsolete_syncprops_no_property_is_set() {
    var after =
        master(called("a_obsolete").with("p1", "m"))
            .region(called("a").with("p1", "r"))
            .under(aPolicy().metadataSet("p1"))
            .afterTheRun();

    assertThat(after.image("a_obsolete").property("p1")).isEqualTo("r");
  }

  @Test
  void an_image_that_has_the_new_name_already_is_put_right_without_renaming() {
    var rules = aPolicy().obsoleteSyncprops("p1");
    var situation =
        master(called("a_obsolete").isPrivate().with("p1", "m"))
            .region(called("a_obsolete").with("p1", "r"))
            .under(rules);
    Image after = situation.afterTheRun().image("a_obsolete");

    assertThat(situation.steps()).containsExactly("obsolete a_obsolete");
    assertThat(after.visibility()).isEqualTo(Visibility.PRIVATE);
    assertThat(after.property("p1")).isEqualTo("m");
    assertThat(situation.afterTheRun().steps()).isEmpty();
  }

  @Test
  void an_image_that_has_the_new_name_and_is_right_is_left_alone() {
    assertThat(retired.region(called("a_obsolete").isPrivate()).steps()).isEmpty();
  }

  @Test
  void another_checksum_is_left_alone() {
    assertThat(retired.region(anImage("a").withContent("c2")).steps()).isEmpty();
    assertThat(retired.region(anImage("a_obsolete").withContent("c2")).steps()).isEmpty();
    assertThat(retired.region(anImage("a").withContent("c2")).warnings()).isEmpty();
  }

  @Test
  void an_image_of_another_project_is_left_alone_even_with_images_of_all_tenants() {
    var foreign =
        retired.region(called("a").ofProject(OTHERS), called("a_obsolete").ofProject(OTHERS));

    assertThat(foreign.steps()).isEmpty();
    assertThat(foreign.under(aPolicy().imagesOfAllTenants()).steps()).isEmpty();
    assertThat(foreign.warnings()).isEmpty();
  }

  @Test
  void our_project_is_the_one_of_that_region() {
    var there = retired.region(called("a").ofProject("tenant2id")).in("other:Burgos", "tenant2id");

    assertThat(there.steps()).containsExactly("obsolete a_obsolete");
  }

  @Test
  void an_image_that_is_not_active_is_left_alone() {
    assertThat(retired.region(called("a").withStatus("deactivated")).steps()).isEmpty();
  }

  @Test
  void when_the_master_also_has_a_selected_image_of_that_name_the_retired_one_is_ignored() {
    var both =
        master(called("a_obsolete"), anImage("a").withContent("c2"))
            .region(called("a_obsolete").isPrivate());

    assertThat(both.steps()).containsExactly("upload a");
    assertThat(both.plan().warnings())
        .containsExactly(
            new Warning(
                Warning.Code.OBSOLETE_IGNORED,
                BURGOS,
                "a_obsolete",
                "a_obsolete is ignored because a is selected too; rename or delete one of them in"
                    + " the master region"));
  }

  @Test
  void when_the_masters_image_of_that_name_is_not_selected_it_is_not_ignored() {
    var both =
        master(called("a_obsolete"), anImage("a").isPrivate().withContent("c2"))
            .region(called("a"));

    assertThat(both.steps()).containsExactly("obsolete a_obsolete");
    assertThat(both.warnings()).isEmpty();
  }

  @Test
  void the_section_can_be_turned_off_but_rule_one_stays() {
    var off =
        master(called("a_obsolete"), anImage("b_obsolete"), anImage("b"))
            .region(called("a"))
            .under(aPolicy().noSupportOfObsoleteImages());

    assertThat(off.steps()).containsExactly("upload b");
    assertThat(off.warnings()).isEmpty();
  }

  @Test
  void a_name_that_is_taken_is_not_given_twice() {
    var taken = retired.region(called("a"), anImage("a_obsolete").withContent("c2").isPrivate());

    assertThat(taken.steps()).isEmpty();
    assertThat(taken.plan().warnings())
        .containsExactly(
            new Warning(
                Warning.Code.DUPLICATE_REGION_NAME,
                BURGOS,
                "a",
                "a (region-a) is not renamed to a_obsolete because Burgos has an image of that name;"
                    + " delete one of them"));
  }

  @Test
  void a_name_is_taken_by_an_image_that_is_not_active_too() {
    var taken = retired.region(called("a"), called("a_obsolete").withStatus("queued"));

    assertThat(taken.steps()).isEmpty();
    assertThat(taken.warnings()).containsExactly("duplicate_region_name a");
  }

  @Test
  void of_two_images_of_the_name_before_only_the_first_is_renamed() {
    var two = retired.region(called("a").withId("2"), called("a").withId("1"));

    assertThat(two.afterTheRun().image("a_obsolete").id()).hasToString("1");
    assertThat(two.afterTheRun().namesInRegion()).containsExactly("a", "a_obsolete");
    assertThat(two.warnings()).containsExactly("duplicate_region_name a");
  }

  @Test
  void a_name_that_another_project_uses_is_free_for_us() {
    var free = retired.region(called("a"), called("a_obsolete").withId("x").ofProject(OTHERS));

    assertThat(free.steps()).containsExactly("obsolete a_obsolete");
  }

  @Test
  void a_name_that_becomes_free_in_a_run_is_free_for_the_next() {
    var chain =
        master(
                anImage("a_obsolete").withContent("c1"),
                anImage("a_obsolete_obsolete").withContent("c2"))
            .region(anImage("a").withContent("c1"), anImage("a_obsolete").withContent("c2"));

    assertThat(chain.steps()).containsExactly("obsolete a_obsolete_obsolete");
    assertThat(chain.warnings()).containsExactly("duplicate_region_name a");
    assertThat(chain.afterTheRun().steps()).containsExactly("obsolete a_obsolete");
  }

  @Test
  void an_ambiguous_master_name_retires_nothing() {
    var twice = master(called("a_obsolete").withId("1"), called("a_obsolete").withId("2"));

    assertThat(twice.region(called("a")).steps()).isEmpty();
  }

  @Test
  void a_kernel_id_is_never_taken_over_from_the_master() {
    var situation =
        master(called("a_obsolete").withKernel("master-k").with("p1", "m"), anImage("k"))
            .region(called("a").withKernel("region-k"), anImage("k"))
            .under(aPolicy().obsoleteSyncprops("kernel_id", "ramdisk_id", "p1"));

    assertThat(situation.afterTheRun().image("a_obsolete").properties())
        .isEqualTo(Map.of("kernel_id", "region-k", "p1", "m"));
  }

  @Test
  void an_image_that_is_retired_already_is_not_retired_once_more() {
    var twofold =
        master(called("a_obsolete").isPrivate(), called("a_obsolete_obsolete"))
            .region(called("a_obsolete"));

    assertThat(twofold.steps()).containsExactly("obsolete a_obsolete");
    assertThat(twofold.afterTheRun().image("a_obsolete").visibility())
        .isEqualTo(Visibility.PRIVATE);
    assertThat(twofold.afterTheRun().steps()).isEmpty();
  }

  @Test
  void an_image_without_a_name_is_not_called_anything() {
    var nameless = master(called("_obsolete")).region(called("").withId("1"));

    assertThat(nameless.steps()).isEmpty();
  }

  @Test
  void the_step_names_the_image_as_it_will_be_called() {
    Step step = retired.region(called("a")).plan().steps().findFirst().orElseThrow();

    assertThat(step.imageName()).isEqualTo("a_obsolete");
    assertThat(step.action()).isEqualTo(Action.OBSOLETE);
    assertThat(step.companions()).isEmpty();
  }

  @Test
  void nothing_is_retired_for_a_master_image_that_the_condition_cannot_decide_about() {
    var situation =
        master(called("a_obsolete"), called("a").withContent("c2"))
            .region(called("a"))
            .under(aPolicy().condition("image.user_properties['type'] == 'x'"));

    assertThat(situation.steps()).isEmpty();
  }
}
