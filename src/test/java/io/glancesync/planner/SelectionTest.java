package io.glancesync.planner;

import static io.glancesync.image.Images.OTHERS;
import static io.glancesync.image.Images.anImage;
import static io.glancesync.planner.Policies.aPolicy;
import static io.glancesync.planner.Situation.master;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.image.Images.AnImage;
import io.glancesync.image.Visibility;
import io.glancesync.plan.Action;
import io.glancesync.plan.Refusal;
import io.glancesync.planner.Policies.APolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which master images are selected for a region: section 4, the first rule that applies. */
class SelectionTest {
  private static final APolicy NO_RULES = aPolicy();

  @Test
  void a_retired_image_is_never_selected_not_even_by_its_id() {
    assertNotSelected(anImage("a_obsolete"), NO_RULES);
    assertNotSelected(anImage("a_obsolete"), aPolicy().noSupportOfObsoleteImages());
    assertNotSelected(
        anImage("a_obsolete"), aPolicy().forcesyncs("master-a_obsolete").condition("True"));
  }

  @Test
  void only_the_end_of_a_name_retires() {
    assertSelected(anImage("a_obsolete2"), NO_RULES);
    assertSelected(anImage("_obsolete_a"), NO_RULES);
    assertSelected(anImage("aobsolete"), NO_RULES);
    assertSelected(anImage("a_OBSOLETE"), NO_RULES);
  }

  @Test
  void an_image_in_forcesyncs_is_selected_even_if_private_and_against_every_other_rule() {
    var forced = aPolicy().forcesyncs("master-a", "master-x").metadataSet("nid").condition("False");

    assertSelected(anImage("a").isPrivate(), forced);
    assertNotSelected(anImage("b"), forced);
  }

  @Test
  void forcesyncs_are_ids_and_not_names() {
    assertNotSelected(anImage("a").isPrivate(), aPolicy().forcesyncs("a"));
  }

  @Test
  void forcesyncs_cannot_make_count_what_does_not() {
    assertNotSelected(anImage("a").ofProject(OTHERS), aPolicy().forcesyncs("master-a"));
    assertNotSelected(anImage("a").withStatus("queued"), aPolicy().forcesyncs("master-a"));
  }

  @Test
  void a_condition_alone_decides_about_public_and_private_images() {
    var privateOnes = aPolicy().condition("not image.is_public");

    assertSelected(anImage("a").isPrivate(), privateOnes);
    assertNotSelected(anImage("a"), privateOnes);
  }

  @Test
  void a_condition_takes_the_place_of_the_rule_of_the_metadata_set() {
    var anyPublic = aPolicy().metadataSet("nid").condition("image.is_public");

    assertSelected(anImage("a"), anyPublic);
  }

  @Test
  void a_condition_sees_the_metadata_set_and_the_master_region() {
    var condition = "'nid' in metadata_set and image.region == 'Valladolid'";

    assertSelected(anImage("a"), aPolicy().metadataSet("nid").condition(condition));
    assertNotSelected(anImage("a"), aPolicy().metadataSet("type").condition(condition));
  }

  @Test
  void an_image_for_which_the_condition_has_no_answer_is_refused_and_the_others_go_on() {
    var situation =
        master(anImage("a").with("nid", "many"), anImage("b").with("nid", "2"))
            .under(aPolicy().condition("int(image.user_properties['nid']) > 1"));

    assertThat(situation.states()).containsExactly("pending_upload b");
    assertThat(situation.refusals())
        .singleElement()
        .asString()
        .startsWith("metadata_condition has no answer for a: ")
        .endsWith(
            "; correct the image's properties or the expression:"
                + " int(image.user_properties['nid']) > 1");
    assertThat(situation.plan().refusals())
        .extracting(Refusal::action)
        .containsExactly(Action.UPLOAD);
  }

  @Test
  void the_condition_is_not_asked_about_images_that_an_earlier_rule_settles() {
    var situation =
        master(anImage("a"), anImage("a_obsolete"))
            .under(
                aPolicy()
                    .forcesyncs("master-a")
                    .condition("int(image.user_properties['nid']) > 1"));

    assertThat(situation.states()).containsExactly("pending_upload a");
    assertThat(situation.refusals()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void without_a_condition_only_public_images_are_selected(Visibility visibility) {
    assertThat(isSelected(anImage("a").is(visibility), NO_RULES))
        .isEqualTo(visibility == Visibility.PUBLIC);
    assertThat(
            isSelected(anImage("a").is(visibility).with("nid", "1"), aPolicy().metadataSet("nid")))
        .isEqualTo(visibility == Visibility.PUBLIC);
  }

  @Test
  void without_a_metadata_set_every_public_image_is_selected() {
    assertSelected(anImage("a"), NO_RULES);
    assertSelected(anImage("a").with("nid", "1"), NO_RULES);
  }

  @Test
  void with_a_metadata_set_an_image_needs_at_least_one_of_its_properties() {
    var nidOrType = aPolicy().metadataSet("nid", "type");

    assertSelected(anImage("a").with("nid", "1"), nidOrType);
    assertSelected(anImage("a").with("type", "x").with("other", "y"), nidOrType);
    assertNotSelected(anImage("a").with("other", "y"), nidOrType);
    assertNotSelected(anImage("a"), nidOrType);
  }

  @Test
  void a_property_that_is_there_and_empty_is_there() {
    assertSelected(anImage("a").with("nid", ""), aPolicy().metadataSet("nid"));
  }

  @Test
  void a_property_that_never_travels_selects_nothing() {
    assertNotSelected(
        anImage("a").with("image_type", "snapshot"), aPolicy().metadataSet("image_type"));
  }

  private static void assertSelected(AnImage image, APolicy policy) {
    assertThat(isSelected(image, policy)).isTrue();
  }

  private static void assertNotSelected(AnImage image, APolicy policy) {
    assertThat(isSelected(image, policy)).isFalse();
  }

  private static boolean isSelected(AnImage image, APolicy policy) {
    return !master(image).under(policy).states().isEmpty();
  }
}
