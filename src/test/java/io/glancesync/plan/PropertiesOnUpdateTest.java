package io.glancesync.plan;

import static io.glancesync.image.Images.anImage;
import static io.glancesync.plan.Policies.aPolicy;
import static io.glancesync.plan.Situation.master;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.image.Image;
import io.glancesync.image.Images.AnImage;
import io.glancesync.image.Visibility;
import io.glancesync.plan.Policies.APolicy;
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
                new TreeMap<>(Map.of("type", "t")),
                new TreeSet<>(Set.of("old"))));
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

  @Test
  void what_is_only_copied_with_the_content_is_neither_compared_nor_written() {
    var ours = anImage("a").tagged("x").isProtected().isHidden().withMinimum(1, 2);
    var theirs = anImage("a").tagged("y").withMinimum(3, 4).withFormats("raw", "ovf");

    assertInStep(ours, theirs, ALL);
    Image updated = update(ours.with("nid", "1"), theirs, ALL);
    assertThat(updated)
        .isEqualTo(
            anImage("a")
                .tagged("y")
                .withMinimum(3, 4)
                .withFormats("raw", "ovf")
                .with("nid", "1")
                .in("region"));
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
