package io.glancesync.planner;

import static io.glancesync.image.Images.OTHERS;
import static io.glancesync.image.Images.anImage;
import static io.glancesync.plan.State.ERROR_AMI;
import static io.glancesync.plan.State.OK;
import static io.glancesync.plan.State.PENDING_METADATA;
import static io.glancesync.planner.Policies.aPolicy;
import static io.glancesync.planner.Situation.BURGOS;
import static io.glancesync.planner.Situation.master;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.image.Images.AnImage;
import io.glancesync.plan.Step;
import io.glancesync.plan.Warning;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ids differ per region, so kernel and ramdisk are carried over by name: section 5. */
class KernelAndRamdiskTest {
  private static AnImage machine() {
    return anImage("vm").withKernel("master-k").withRamdisk("master-r");
  }

  private final Situation situation = master(machine(), anImage("k"), anImage("r"));

  @Test
  void the_regions_images_of_those_names_give_the_ids_of_a_copy() {
    var after = situation.region(anImage("k"), anImage("r")).afterTheRun();

    assertThat(after.image("vm").property("kernel_id")).isEqualTo("region-k");
    assertThat(after.image("vm").property("ramdisk_id")).isEqualTo("region-r");
  }

  @Test
  void the_regions_images_of_those_names_give_the_ids_of_an_update() {
    var after = situation.region(machine(), anImage("k"), anImage("r")).afterTheRun();

    assertThat(after.image("vm").property("kernel_id")).isEqualTo("region-k");
    assertThat(after.image("vm").property("ramdisk_id")).isEqualTo("region-r");
    assertThat(after.stateOf("vm")).isEqualTo(OK);
  }

  @ParameterizedTest
  @CsvSource({"1,2,3", "1,3,2", "2,1,3", "2,3,1", "3,1,2", "3,2,1", "1,1,1"})
  void kernel_and_ramdisk_copied_in_the_same_run_are_found_whatever_the_sizes(
      long machine, long kernel, long ramdisk) {
    var situation =
        master(
            machine().ofSize(machine), anImage("k").ofSize(kernel), anImage("r").ofSize(ramdisk));
    var after = situation.afterTheRun();

    assertThat(situation.plan().phases())
        .extracting(phase -> phase.stream().map(Step::imageName).sorted().toList())
        .containsExactly(List.of("k", "r"), List.of("vm"));
    assertThat(after.image("vm").property("kernel_id")).isEqualTo("1$k");
    assertThat(after.image("vm").property("ramdisk_id")).isEqualTo("1$r");
  }

  @Test
  void a_copy_in_waiting_names_what_is_to_be_found_when_it_begins() {
    var step = (Step.Copy) situation.region(anImage("r")).plan().steps().toList().get(1);

    assertThat(step.companions())
        .extracting(it -> it.role() + " " + it.master().name())
        .containsExactly("KERNEL k");
    assertThat(step.wanted().property("kernel_id")).isNull();
    assertThat(step.wanted().property("ramdisk_id")).isEqualTo("region-r");
  }

  @Test
  void an_update_in_waiting_links_what_is_there_and_what_will_be() {
    var waiting = situation.region(machine(), anImage("r"));
    var after = waiting.afterTheRun();

    assertThat(waiting.steps()).containsExactly("upload k", "ami vm");
    assertThat(after.image("vm").property("kernel_id")).isEqualTo("1$k");
    assertThat(after.image("vm").property("ramdisk_id")).isEqualTo("region-r");
  }

  @Test
  void a_kernel_that_is_replaced_or_renamed_in_the_same_run_gives_its_new_id() {
    var old =
        situation.region(
            anImage("vm").withKernel("region-k").withRamdisk("region-r"),
            anImage("k").withContent("old"),
            anImage("r"));

    for (var rules : List.of(aPolicy().replace("old"), aPolicy().rename("old"))) {
      var after = old.under(rules).afterTheRun();
      assertThat(after.image("vm").property("kernel_id")).isEqualTo("1$k");
      assertThat(after.stateOf("vm")).isEqualTo(OK);
    }
  }

  @Test
  void a_kernel_with_other_content_that_no_rule_settles_still_gives_its_id() {
    var conflict = situation.region(anImage("k").withContent("old"), anImage("r")).afterTheRun();

    assertThat(conflict.image("vm").property("kernel_id")).isEqualTo("region-k");
    assertThat(conflict.stateOf("vm")).isEqualTo(OK);
  }

  @Test
  void a_kernel_of_another_project_gives_its_id_only_with_images_of_all_tenants() {
    var foreign = situation.region(anImage("k").ofProject(OTHERS), anImage("r"));

    assertThat(foreign.afterTheRun().images())
        .filteredOn(image -> image.name().equals("vm"))
        .extracting(image -> image.property("kernel_id"))
        .containsExactly("1$k");
    assertThat(
            foreign
                .under(aPolicy().imagesOfAllTenants())
                .afterTheRun()
                .image("vm")
                .property("kernel_id"))
        .isEqualTo("region-k");
  }

  @Test
  void they_are_handled_whatever_the_metadata_set_says() {
    var nid = aPolicy().metadataSet("nid").forcesyncs("master-k", "master-r");
    var present = master(machine().with("nid", "1"), anImage("k"), anImage("r")).under(nid);

    assertThat(present.afterTheRun().image("vm").properties())
        .containsOnlyKeys("nid", "kernel_id", "ramdisk_id");
    assertThat(
            present
                .region(anImage("vm").with("nid", "1"), anImage("k"), anImage("r"))
                .stateOf("vm"))
        .isEqualTo(PENDING_METADATA);
  }

  @Test
  void a_kernel_id_in_the_metadata_set_is_carried_over_by_name_too() {
    var listed =
        aPolicy().metadataSet("kernel_id", "ramdisk_id").forcesyncs("master-k", "master-r");
    var after = situation.under(listed).afterTheRun();

    assertThat(after.image("vm").property("kernel_id")).isEqualTo("1$k");
    assertThat(after.steps()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_kernel_that_the_masters_image_does_not_have_is_taken_away(boolean metadataSet) {
    var rules = metadataSet ? aPolicy().metadataSet("nid") : aPolicy();
    var extra =
        master(anImage("vm").with("nid", "1"))
            .region(anImage("vm").with("nid", "1").withKernel("region-k").withRamdisk("x"))
            .under(rules);

    assertThat(extra.stateOf("vm")).isEqualTo(PENDING_METADATA);
    assertThat(extra.afterTheRun().image("vm").properties()).containsOnlyKeys("nid");
  }

  @Test
  void an_empty_value_counts_as_absent_on_either_side() {
    var empty = master(anImage("vm").withKernel("").withRamdisk(""));

    assertThat(empty.region(anImage("vm")).stateOf("vm")).isEqualTo(OK);
    assertThat(master(anImage("vm")).region(anImage("vm").withKernel("")).stateOf("vm"))
        .isEqualTo(OK);
    assertThat(empty.afterTheRun().image("vm").properties()).isEmpty();
    assertThat(empty.region(anImage("vm").withKernel("x")).stateOf("vm"))
        .isEqualTo(PENDING_METADATA);
    assertThat(situation.region(machine().withKernel(""), anImage("k"), anImage("r")).stateOf("vm"))
        .isEqualTo(PENDING_METADATA);
  }

  @Test
  void a_kernel_that_is_not_selected_is_an_error_though_the_region_has_it() {
    var unselected =
        master(machine(), anImage("k").isPrivate(), anImage("r"))
            .region(anImage("k"), anImage("r"));

    assertThat(unselected.stateOf("vm")).isEqualTo(ERROR_AMI);
    assertThat(unselected.plan().warnings())
        .containsExactly(
            new Warning(
                Warning.Code.KERNEL_MISSING,
                BURGOS,
                "vm",
                "the kernel of vm is \"k\" (master-k), which is not selected; select it too, or"
                    + " correct kernel_id in Valladolid"));
  }

  @Test
  void an_id_that_no_master_image_has_is_an_error_and_not_a_crash() {
    var dangling = master(anImage("vm").withKernel("gone").withRamdisk("lost"));

    assertThat(dangling.stateOf("vm")).isEqualTo(ERROR_AMI);
    assertThat(dangling.steps()).isEmpty();
    assertThat(dangling.plan().warnings())
        .extracting(Warning::message)
        .containsExactlyInAnyOrder(
            "the kernel of vm is gone, which does not count in Valladolid; select it too, or"
                + " correct kernel_id in Valladolid",
            "the ramdisk of vm is lost, which does not count in Valladolid; select it too, or"
                + " correct ramdisk_id in Valladolid");
  }

  @Test
  void a_kernel_with_a_name_that_is_not_unique_in_the_master_is_an_error() {
    var ambiguous = master(machine(), anImage("k"), anImage("k").withId("2"), anImage("r"));

    assertThat(ambiguous.stateOf("vm")).isEqualTo(ERROR_AMI);
    assertThat(ambiguous.warnings()).containsExactly("kernel_missing vm");
  }

  @Test
  void what_is_missing_is_warned_about_one_by_one() {
    var missing = master(machine(), anImage("k"), anImage("r").isPrivate());

    assertThat(missing.warnings()).containsExactly("ramdisk_missing vm");
  }

  @Test
  void the_error_goes_up_to_what_needs_an_image_that_cannot_come() {
    var chain =
        master(
            anImage("top").withKernel("master-vm"),
            anImage("vm").withKernel("master-k"),
            anImage("k").withRamdisk("gone"));

    assertThat(chain.states())
        .containsExactlyInAnyOrder("error_ami top", "error_ami vm", "error_ami k");
    assertThat(chain.plan().warnings())
        .extracting(Warning::message)
        .contains(
            "the kernel of vm is \"k\" (master-k), which itself lacks its kernel or ramdisk; select it too, or"
                + " correct kernel_id in Valladolid");
  }

  @Test
  void an_image_that_cannot_be_updated_but_is_there_still_gives_its_id() {
    var present =
        master(anImage("vm").withKernel("master-k"), anImage("k").withRamdisk("gone"))
            .region(anImage("k"));

    assertThat(present.states()).containsExactlyInAnyOrder("error_ami k", "pending_upload vm");
    assertThat(present.afterTheRun().image("vm").property("kernel_id")).isEqualTo("region-k");
  }

  /** The same image is reached on two ways, first through one that the region has. */
  @Test
  void what_is_found_missing_once_is_missing_on_every_way() {
    var diamond =
        master(
                anImage("vm").withKernel("master-there").withRamdisk("master-absent"),
                anImage("there").withKernel("master-k"),
                anImage("absent").withKernel("master-k"),
                anImage("k").withKernel("gone"))
            .region(anImage("there"));

    assertThat(diamond.states())
        .containsExactlyInAnyOrder(
            "error_ami vm", "error_ami there", "error_ami absent", "error_ami k");
    assertThat(diamond.steps()).isEmpty();
    assertThat(diamond.warnings())
        .containsExactlyInAnyOrder(
            "ramdisk_missing vm",
            "kernel_missing there",
            "kernel_missing absent",
            "kernel_missing k");
  }
}
