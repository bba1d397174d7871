package io.glancesync.planner;

import static io.glancesync.image.Images.anImage;
import static io.glancesync.planner.Policies.aPolicy;
import static io.glancesync.planner.Situation.master;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.image.Image;
import io.glancesync.image.Images.AnImage;
import io.glancesync.image.Visibility;
import io.glancesync.plan.Attribute;
import io.glancesync.plan.Changes;
import io.glancesync.plan.State;
import io.glancesync.plan.Step;
import io.glancesync.planner.Policies.APolicy;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Section 5, "Properties compared" and "Properties written" on an update. */
class PropertiesOnUpdateTest {
  private static final APolicy ALL = aPolicy();
  private static final APolicy NID_AND_TYPE = aPolicy().metadataSet("nid", "type");

  @Test
  void without_a_metadata_set_every_user_property_is_compared() {
    assertInStep(anImage("a").with("x", "1"), anImage("a").with("x", "1"), ALL);
    assertDiffers(anImage("a").with("x", "1"), anImage("a").with("x", "2"), ALL);
    assertDiffers(anImage("a").with("x", "1"), anImage("a"), ALL);
    assertDiffers(anImage("a"), anImage("a").with("x", "1"), ALL);
  }

  @Test
  void without_a_metadata_set_the_properties_become_the_masters() {
    var there = anImage("a").with("nid", "2").with("k1", "1").with("same", "s");
    var updated =
        update(anImage("a").with("nid", "1").with("new", "n").with("same", "s"), there, ALL);

    assertThat(updated.properties()).isEqualTo(Map.of("nid", "1", "new", "n", "same", "s"));
  }

  @Test
  void with_a_metadata_set_only_its_properties_are_compared() {
    assertInStep(
        anImage("a").with("nid", "1").with("x", "1"),
        anImage("a").with("nid", "1").with("x", "2").with("y", "3"),
        NID_AND_TYPE);
    assertDiffers(anImage("a").with("nid", "1"), anImage("a").with("nid", "2"), NID_AND_TYPE);
  }

  @Test
  void a_property_of_the_metadata_set_that_only_one_side_has_differs() {
    var nid = anImage("a").with("nid", "1");

    assertDiffers(
        anImage("a").with("nid", "1").with("type", "t"),
        anImage("a").with("nid", "1"),
        NID_AND_TYPE);
    assertDiffers(nid, anImage("a").with("nid", "1").with("type", "t"), NID_AND_TYPE);
  }

  @Test
  void a_property_that_is_empty_is_not_absent() {
    assertDiffers(
        anImage("a").with("nid", "1").with("type", ""),
        anImage("a").with("nid", "1"),
        NID_AND_TYPE);
    assertDiffers(anImage("a").with("x", ""), anImage("a"), ALL);
  }

  @Test
  void with_a_metadata_set_the_regions_other_properties_are_left_alone() {
    var there = anImage("a").with("nid", "2").with("type", "t").with("k1", "1");
    var updated = update(anImage("a").with("nid", "1").with("x", "1"), there, NID_AND_TYPE);

    assertThat(updated.properties()).isEqualTo(Map.of("nid", "1", "k1", "1"));
  }

  @Test
  void only_what_differs_is_written() {
    var situation =
        master(anImage("a").with("nid", "1").with("type", "t"))
            .region(anImage("a").with("nid", "1").with("old", "x"));
    var step = (Step.Update) situation.plan().steps().findFirst().orElseThrow();

    assertThat(step.changes())
        .isEqualTo(
            new Changes(
                Changes.NONE.name(),
                Changes.NONE.visibility(),
                Changes.NONE.hidden(),
                Changes.NONE.isProtected(),
                Changes.NONE.tags(),
                Changes.NONE.minDisk(),
                Changes.NONE.minRam(),
                new TreeMap<>(Map.of("type", "t")),
                new TreeSet<>(Set.of("old")),
                Changes.NONE.members()));
  }

  @ParameterizedTest
  @EnumSource
  void any_other_visibility_than_the_masters_is_put_right(Visibility visibility) {
    var situation =
        master(anImage("a").is(visibility))
            .region(anImage("a").is(Visibility.COMMUNITY))
            .under(aPolicy().forcesyncs("master-a"));

    assertThat(situation.stateOf("a"))
        .isEqualTo(visibility == Visibility.COMMUNITY ? State.OK : State.PENDING_METADATA);
    assertThat(situation.afterTheRun().image("a").visibility()).isEqualTo(visibility);
  }

  @ParameterizedTest
  @EnumSource
  void private_and_shared_are_the_same_because_members_are_a_regions_own(Visibility visibility) {
    boolean isForSome = visibility == Visibility.PRIVATE || visibility == Visibility.SHARED;
    var forced = aPolicy().forcesyncs("master-a");

    if (isForSome) {
      assertInStep(anImage("a").isPrivate(), anImage("a").is(visibility), forced);
      assertInStep(anImage("a").is(Visibility.SHARED), anImage("a").is(visibility), forced);
    } else {
      assertDiffers(anImage("a").isPrivate(), anImage("a").is(visibility), forced);
      assertDiffers(anImage("a").is(Visibility.SHARED), anImage("a").is(visibility), forced);
    }
  }

  @Test
  void formats_are_only_copied_with_the_content() {
    assertInStep(anImage("a").withFormats("qcow2", "bare"), theirs(), aPolicy().syncAttributes());
  }

  private static AnImage ours() {
    return anImage("a").tagged("x").isProtected().isHidden().withMinimum(1, 2);
  }

  private static AnImage theirs() {
    return anImage("a").tagged("y").withMinimum(3, 4).withFormats("raw", "ovf");
  }

  @Test
  void all_attributes_become_the_masters() {
    assertDiffers(ours(), theirs(), ALL);
    assertThat(update(ours(), theirs(), ALL))
        .isEqualTo(ours().withFormats("raw", "ovf").in("region"));
  }

  @ParameterizedTest
  @EnumSource
  void each_attribute_alone_is_kept_in_step(Attribute attribute) {
    AnImage wanted = theirs();
    switch (attribute) {
      case TAGS -> wanted.tagged("x");
      case MIN_DISK -> wanted.withMinimum(1, 4);
      case MIN_RAM -> wanted.withMinimum(3, 2);
      case OS_HIDDEN -> wanted.isHidden();
      case PROTECTED -> wanted.isProtected();
    }

    assertDiffers(ours(), theirs(), aPolicy().syncAttributes(attribute));
    assertThat(update(ours(), theirs(), aPolicy().syncAttributes(attribute)))
        .isEqualTo(wanted.in("region"));
  }

  @Test
  void an_empty_list_of_attributes_leaves_all_of_them_alone() {
    var none = aPolicy().syncAttributes();

    assertInStep(ours(), theirs(), none);
    assertInStep(theirs(), ours(), none);
    assertThat(update(ours().with("nid", "1"), theirs(), none))
        .isEqualTo(theirs().with("nid", "1").in("region"));
  }

  @Test
  void protection_is_never_taken_away() {
    assertInStep(anImage("a"), anImage("a").isProtected(), ALL);
    assertThat(update(anImage("a").with("nid", "1"), anImage("a").isProtected(), ALL))
        .isEqualTo(anImage("a").isProtected().with("nid", "1").in("region"));
  }

  @Test
  void what_somebody_else_hid_appears_when_the_master_shows_it() {
    assertDiffers(anImage("a"), anImage("a").isHidden(), ALL);
    assertInStep(anImage("a").isHidden(), anImage("a").isHidden(), ALL);
  }

  @Test
  void a_property_that_never_travels_is_neither_compared_nor_written_nor_removed() {
    var ofTheMetadataSet = aPolicy().metadataSet("nid", "owner_id", "image_type");
    var ours = anImage("a").with("nid", "1").with("owner_id", "x").with("os_hash_algo", "md5");
    var theirs = anImage("a").with("nid", "1").with("owner_id", "y").with("image_type", "snapshot");

    assertInStep(ours, theirs, ALL);
    assertInStep(ours, theirs, ofTheMetadataSet);
  }

  private static void assertInStep(AnImage master, AnImage region, APolicy policy) {
    assertThat(master(master).region(region).under(policy).stateOf("a")).isEqualTo(State.OK);
  }

  private static void assertDiffers(AnImage master, AnImage region, APolicy policy) {
    var situation = master(master).region(region).under(policy);
    assertThat(situation.stateOf("a")).isEqualTo(State.PENDING_METADATA);
    assertThat(situation.afterTheRun().stateOf("a")).isEqualTo(State.OK);
  }

  private static Image update(AnImage master, AnImage region, APolicy policy) {
    return master(master).region(region).under(policy).afterTheRun().image("a");
  }
}
