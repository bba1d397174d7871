package io.glancesync.planner;

import static io.glancesync.image.Images.anImage;
import static io.glancesync.planner.Policies.aPolicy;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.image.Image;
import io.glancesync.image.Images;
import io.glancesync.plan.Plan;
import io.glancesync.plan.Policy;
import io.glancesync.plan.RegionMemory;
import io.glancesync.plan.State;
import io.glancesync.region.RegionName;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Why an image is, or is not, in a region (specification, section 9, "Asking"). */
class ExplainerTest {
  private static final RegionName VALLADOLID = RegionName.of("Valladolid");
  private static final RegionName BURGOS = RegionName.of("Burgos");

  private static Explanation explained(Policy policy, List<Image> master, Image... region) {
    var images = MasterImages.of(VALLADOLID, master, Images.US);
    Plan plan = Planner.plan(images, BURGOS, List.of(region), policy, Images.US);
    var comparison =
        new RegionComparison(
            images, BURGOS, List.of(region), policy, Images.US, RegionMemory.NONE, plan);
    return new Explainer(comparison).explain("ubuntu");
  }

  private static Explanation explained(Policy policy, Image master, Image... region) {
    return explained(policy, List.of(master), region);
  }

  private static final Policy ANY = aPolicy().build();

  @Test
  void an_image_that_is_missing() {
    Explanation explanation = explained(ANY, anImage("ubuntu").in("v"));

    assertThat(explanation.isSelected()).isTrue();
    assertThat(explanation.why()).isEqualTo("it is public, and metadata_set is empty");
    assertThat(explanation.state()).contains(State.PENDING_UPLOAD);
    assertThat(explanation.rule()).isEqualTo("Burgos has no image of that name");
  }

  @Test
  void a_condition_says_which_of_its_parts_is_false() {
    Policy policy =
        aPolicy()
            .condition(
                "image.is_public and (image.name == 'debian' or image.size > 5000) and 'x' in metadata_set")
            .build();

    Explanation explanation = explained(policy, anImage("ubuntu").in("v"));

    assertThat(explanation.isSelected()).isFalse();
    assertThat(explanation.why())
        .isEqualTo(
            "in metadata_condition each of these is false: image.name == 'debian'; image.size > 5000");
    assertThat(explanation.state()).isEmpty();
  }

  @Test
  void a_condition_of_one_part_is_that_part() {
    Policy policy = aPolicy().condition("not image.is_public").build();

    assertThat(explained(policy, anImage("ubuntu").in("v")).why())
        .isEqualTo("in metadata_condition this is false: not image.is_public");
  }

  @Test
  void a_condition_without_an_answer() {
    Policy policy = aPolicy().condition("image.user_properties['nid'] == '1'").build();

    assertThat(explained(policy, anImage("ubuntu").in("v")).why())
        .startsWith("metadata_condition has no answer for it: ");
  }

  @Test
  void an_image_that_is_not_public() {
    assertThat(explained(ANY, anImage("ubuntu").isPrivate().in("v")).why())
        .startsWith("it is private, not public; ");
  }

  @Test
  void an_image_without_the_properties_of_metadata_set() {
    Policy policy = aPolicy().metadataSet("type", "nid").build();

    assertThat(explained(policy, anImage("ubuntu").in("v")).why())
        .isEqualTo(
            "it is public, but has none of the properties in metadata_set (nid, type); set one of them on it in Valladolid, or add its id to forcesyncs");
    assertThat(explained(policy, anImage("ubuntu").with("nid", "1").in("v")).why())
        .isEqualTo("it is public and has nid, which metadata_set names");
  }

  @Test
  void an_ambiguous_name() {
    Explanation explanation =
        explained(
            ANY, List.of(anImage("ubuntu").in("v"), anImage("ubuntu").withId("another").build()));

    assertThat(explanation.master()).isEmpty();
    assertThat(explanation.namesakes()).hasSize(2);
    assertThat(explanation.why()).startsWith("2 images of Valladolid are called ubuntu");
  }

  @Test
  void a_deactivated_image() {
    Explanation explanation = explained(ANY, anImage("ubuntu").withStatus("deactivated").in("v"));

    assertThat(explanation.why())
        .isEqualTo("the master's image is deactivated, and only active ones are copied");
    assertThat(explanation.master()).isPresent();
  }

  @Test
  void an_image_that_is_not_there_and_what_has_its_name_in_the_region() {
    Explanation explanation = explained(ANY, anImage("debian").in("v"), anImage("ubuntu").in("b"));

    assertThat(explanation.why()).isEqualTo("Valladolid has no image of that name in our project");
    assertThat(explanation.others())
        .singleElement()
        .satisfies(it -> assertThat(it.why()).isEqualTo("the image is not selected"));
  }

  @Test
  void other_content_that_no_rule_speaks_of() {
    Explanation explanation =
        explained(ANY, anImage("ubuntu").in("v"), anImage("ubuntu").withContent("strange").in("b"));

    assertThat(explanation.state()).contains(State.ERROR_CHECKSUM);
    assertThat(explanation.rule())
        .isEqualTo("other content, and none of dontupdate, rename and replace lists its checksum");
    assertThat(explanation.differences())
        .first()
        .satisfies(it -> assertThat(it.key()).isEqualTo("checksum"));
    assertThat(explanation.notes()).singleElement().asString().contains("replace, rename");
  }

  @Test
  void the_rule_that_replaces_it() {
    Image other = anImage("ubuntu").withContent("strange").in("b");
    Image master = anImage("ubuntu").in("v");

    assertThat(explained(aPolicy().replace("any").build(), master, other).rule())
        .isEqualTo("replace contains any");
    assertThat(explained(aPolicy().rename(other.checksum()).build(), master, other).rule())
        .isEqualTo("its checksum %s is in rename".formatted(other.checksum()));
  }

  @Test
  void what_differs_is_named_with_both_values() {
    Explanation explanation =
        explained(
            ANY,
            anImage("ubuntu").with("type", "new").tagged("a").in("v"),
            anImage("ubuntu").with("type", "old").with("extra", "1").in("b"));

    assertThat(explanation.state()).contains(State.PENDING_METADATA);
    assertThat(explanation.differences())
        .extracting(Object::toString)
        .containsExactlyInAnyOrder("type: new → old", "extra: (none) → 1", "tags: a → (none)");
  }

  @Test
  void a_kernel_that_is_missing() {
    Explanation explanation =
        explained(ANY, anImage("ubuntu").with("kernel_id", "no-such-image").in("v"));

    assertThat(explanation.state()).contains(State.ERROR_AMI);
    assertThat(explanation.notes()).anyMatch(it -> it.contains("kernel"));
  }

  private static NextStep next(Policy policy, Image master, Image... region) {
    return explained(policy, master, region).next();
  }

  @Test
  void where_nothing_is_to_be_done_it_is_said_why() {
    Image master = anImage("ubuntu").in("v");
    Image other = anImage("ubuntu").withContent("strange").in("b");

    assertThat(next(ANY, master, anImage("ubuntu").in("b")))
        .isEqualTo(new NextStep.NothingToDo("Burgos has it as Valladolid does"));
    assertThat(next(ANY, anImage("debian").in("v"), anImage("ubuntu").in("b")))
        .isEqualTo(new NextStep.NothingToDo("runs leave alone what Valladolid does not have"));
    assertThat(next(aPolicy().dontupdate("strange").build(), master, other))
        .isEqualTo(
            new NextStep.Configure(
                "nothing, if it is to stay as it is; otherwise take strange out of dontupdate",
                List.of()));
  }

  @Test
  void a_line_to_write_keeps_what_the_key_says_already() {
    Policy policy = aPolicy().replace("b", "a").build();
    Image other = anImage("ubuntu").withContent("strange").in("b");

    assertThat(next(policy, anImage("ubuntu").in("v"), other))
        .isInstanceOfSatisfying(
            NextStep.Configure.class,
            it ->
                assertThat(it.lines())
                    .containsExactly(
                        "replace = a, b, strange", "rename = strange", "dontupdate = strange"));
  }

  @Test
  void an_image_that_is_neither_public_nor_has_a_property_of_metadata_set_needs_both() {
    Policy policy = aPolicy().metadataSet("type").build();

    assertThat(next(policy, anImage("ubuntu").isPrivate().in("v")))
        .isInstanceOfSatisfying(
            NextStep.Either.class,
            it ->
                assertThat(((NextStep.SetImage) it.one()).what())
                    .endsWith("set type on it in Valladolid, and make it public"));
  }

  @Test
  void an_image_whose_name_the_region_has_is_compared_and_not_copied() {
    assertThat(next(ANY, anImage("ubuntu").isPrivate().in("v"), anImage("ubuntu").in("b")))
        .isInstanceOfSatisfying(
            NextStep.Either.class,
            it ->
                assertThat(((NextStep.SetImage) it.one()).what())
                    .contains("to have it compared by the next run, "));
  }

  @Test
  void what_the_next_run_does_needs_nobody() {
    Image master = anImage("ubuntu").in("v");

    assertThat(next(ANY, master)).isEqualTo(new NextStep.NextRun(master.id()));
  }

  @Test
  void an_id_of_a_kernel_that_the_master_does_not_have_is_to_be_corrected() {
    assertThat(next(ANY, anImage("ubuntu").with("kernel_id", "no-such-image").in("v")))
        .isEqualTo(
            new NextStep.Act(
                "correct kernel_id of it in Valladolid: no image that counts there has that id"));
  }

  @Test
  void an_image_whose_content_nobody_can_tell_is_to_be_looked_at() {
    assertThat(
            next(
                ANY,
                anImage("ubuntu").withoutChecksum().in("v"),
                anImage("ubuntu").withoutChecksum().in("b")))
        .isInstanceOfSatisfying(
            NextStep.Act.class, it -> assertThat(it.what()).startsWith("see whether the contents"));
  }

  @Test
  void images_of_the_same_name_that_do_not_count() {
    Explanation explanation =
        explained(ANY, anImage("ubuntu").in("v"), anImage("ubuntu").withStatus("queued").in("b"));

    assertThat(explanation.others())
        .singleElement()
        .satisfies(it -> assertThat(it.why()).isEqualTo("it is queued"));
  }
}
