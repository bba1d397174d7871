package io.glancesync.planner;

import static io.glancesync.image.Images.OTHERS;
import static io.glancesync.image.Images.anImage;
import static io.glancesync.planner.Policies.aPolicy;
import static io.glancesync.planner.Situation.master;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.image.Image;
import io.glancesync.image.Images.AnImage;
import io.glancesync.image.Visibility;
import io.glancesync.plan.State;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the older tool's own acceptance tests rehearsed, and expected. */
class OlderToolsScenariosTest {
  private static final AnImage[] BASE_IMAGES = {
    anImage("image01").ofSize(1).with("nid", "1"),
    anImage("image02").ofSize(2).with("type", "baseimage"),
    anImage("image03").ofSize(3).with("nid", "3").isPrivate()
  };

  private final Situation base = master(BASE_IMAGES).under(aPolicy().metadataSet("nid", "type"));

  @Test
  void an_empty_region_gets_the_public_images_with_a_property_of_the_metadata_set() {
    assertThat(base.states()).containsExactly("pending_upload image01", "pending_upload image02");

    var after = base.afterTheRun();
    assertThat(after.states()).containsExactly("ok image01", "ok image02");
    assertThat(after.namesInRegion()).containsExactly("image01", "image02");
    assertThat(after.image("image01").id()).hasToString("1$image01");
    assertThat(after.image("image02").id()).hasToString("1$image02");
    assertThat(after.image("image02").properties()).isEqualTo(Map.of("type", "baseimage"));
  }

  @Test
  void another_value_is_put_right_and_an_additional_property_is_kept() {
    var changed = base.region(anImage("image01").with("nid", "2").with("k1", "v1"));

    assertThat(changed.states())
        .containsExactly("pending_metadata image01", "pending_upload image02");

    var after = changed.afterTheRun();
    assertThat(after.states()).containsExactly("ok image01", "ok image02");
    assertThat(after.image("image01").properties()).isEqualTo(Map.of("nid", "1", "k1", "v1"));
  }

  @Test
  void kernels_and_ramdisks_are_carried_over_by_name() {
    var ami =
        master(
                anImage("image01"),
                anImage("image02"),
                anImage("image03").withKernel("master-image01").withRamdisk("master-image02"),
                anImage("image04"),
                anImage("image05"),
                anImage("image06")
                    .withKernel("master-image04")
                    .withRamdisk("master-image05")
                    .with("type", "new"),
                anImage("image07"),
                anImage("image08"),
                anImage("image09").withKernel("master-image07").withRamdisk("master-image08"),
                anImage("image10").withKernel("twin"),
                anImage("image11").withId("twin"),
                anImage("image11").withId("other twin"),
                anImage("image13"),
                anImage("image14"),
                anImage("image15").withKernel("master-image13").withRamdisk("master-image14"))
            .region(
                anImage("image01"),
                anImage("image02"),
                anImage("image03").withKernel("master-image01").withRamdisk("master-image02"),
                anImage("image05"),
                anImage("image06").withRamdisk("region-image05").with("type", "old"),
                anImage("image07"),
                anImage("image08"),
                anImage("image09").withKernel("region-image07").withRamdisk("region-image08"),
                anImage("image10").withKernel("region-image11"),
                anImage("image11"));

    assertThat(ami.stateOf("image03")).isEqualTo(State.PENDING_METADATA);
    assertThat(ami.stateOf("image04")).isEqualTo(State.PENDING_UPLOAD);
    assertThat(ami.stateOf("image06")).isEqualTo(State.PENDING_AMI);
    assertThat(ami.stateOf("image09")).isEqualTo(State.OK);
    assertThat(ami.stateOf("image10")).isEqualTo(State.ERROR_AMI);
    assertThat(ami.stateOf("image15")).isEqualTo(State.PENDING_UPLOAD);

    var after = ami.afterTheRun();
    assertThat(after.states())
        .filteredOn(state -> !state.startsWith("ok "))
        .containsExactly("error_ami image10");
    assertLinked(after.image("image03"), "region-image01", "region-image02");
    assertLinked(after.image("image06"), "1$image04", "region-image05");
    assertThat(after.image("image06").property("type")).isEqualTo("new");
    assertLinked(after.image("image15"), "1$image13", "1$image14");
    assertThat(after.image("image10")).isEqualTo(ami.image("image10"));
  }

  @Test
  void retired_images_are_marked_in_the_region() {
    var obsolete =
        master(
                retired("image01"),
                anImage("image03").isPrivate().withContent("checksum03new"),
                retired("image03").with("prop1", "key1").with("prop2", "key2"),
                retired("image04"),
                retired("image05"),
                retired("image06").with("prop1", "key1"))
            .region(
                original("image03").with("prop1", "key2").with("prop2", "unchanged"),
                original("image04").ofProject(OTHERS),
                original("image05").withContent("checksum05other"),
                retired("image06").ofProject("tenant2id").with("prop1", "key2"))
            .in("other:Burgos", "tenant2id")
            .under(aPolicy().metadataSet("sync").obsoleteSyncprops("prop1", "prop3"));
    var after = obsolete.afterTheRun();

    assertThat(obsolete.steps())
        .containsExactly("obsolete image03_obsolete", "obsolete image06_obsolete");
    assertThat(after.namesInRegion())
        .containsExactly("image03_obsolete", "image04", "image05", "image06_obsolete");
    Image image03 = after.image("image03_obsolete");
    assertThat(image03.visibility()).isEqualTo(Visibility.PRIVATE);
    assertThat(image03.properties()).isEqualTo(Map.of("prop1", "key1", "prop2", "unchanged"));
    assertThat(after.image("image04")).isEqualTo(obsolete.image("image04"));
    assertThat(after.image("image05")).isEqualTo(obsolete.image("image05"));
    assertThat(after.image("image06_obsolete").properties()).isEqualTo(Map.of("prop1", "key1"));
    assertThat(after.steps()).isEmpty();
  }

  private static AnImage original(String name) {
    return anImage(name).withContent("checksum of " + name).ofProject("tenant2id");
  }

  private static AnImage retired(String name) {
    return anImage(name + "_obsolete").withContent("checksum of " + name).isPrivate();
  }

  private static void assertLinked(Image image, String kernel, String ramdisk) {
    assertThat(image.property("kernel_id")).isEqualTo(kernel);
    assertThat(image.property("ramdisk_id")).isEqualTo(ramdisk);
  }
}
