package io.glancesync.planner;

import static io.glancesync.image.Images.US;
import static io.glancesync.image.Images.anImage;
import static io.glancesync.planner.Policies.aPolicy;
import static io.glancesync.planner.Situation.BURGOS;
import static io.glancesync.planner.Situation.master;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.plan.Attribute;
import io.glancesync.plan.CopyId;
import io.glancesync.plan.State;
import io.glancesync.plan.Step;
import io.glancesync.planner.Policies.APolicy;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Section 5, "Properties written" on a copy, whatever the reason for it. */
class PropertiesOnCopyTest {
  private final Situation situation =
      master(
          anImage("a")
              .withContent("new")
              .withHash("sha512", "h")
              .ofSize(7)
              .tagged("x", "y")
              .isProtected()
              .isHidden()
              .withMinimum(3, 4)
              .withFormats("qcow2", "bare")
              .with("nid", "1")
              .with("type", "t")
              .with("os_type", "linux")
              .with("owner_specified.openstack.md5", "m")
              .with("instance_uuid", "i"));

  static List<Situation> reasons() {
    var situation = new PropertiesOnCopyTest().situation;
    var conflict = situation.region(anImage("a").withContent("old").with("k1", "v"));
    return List.of(
        situation,
        conflict.under(aPolicy().replace("old")),
        conflict.under(aPolicy().rename("old")));
  }

  @ParameterizedTest
  @MethodSource("reasons")
  void without_a_metadata_set_all_user_properties_are_written(Situation reason) {
    assertThat(reason.afterTheRun().image("a").properties())
        .isEqualTo(Map.of("nid", "1", "type", "t", "os_type", "linux"));
  }

  @ParameterizedTest
  @MethodSource("reasons")
  void everything_else_that_glance_takes_is_the_masters(Situation reason) {
    Image copy = reason.afterTheRun().image("a");
    Image master = reason.master().get(0);

    assertThat(copy).isEqualTo(master.but().id(new ImageId("1$a")).owner(US).build());
  }

  @Test
  void with_a_metadata_set_only_its_properties_are_written() {
    assertThat(copied(aPolicy().metadataSet("nid", "absent"))).isEqualTo(Map.of("nid", "1"));
  }

  @Test
  void a_metadata_set_that_selects_nothing_of_a_forced_image_writes_nothing() {
    assertThat(copied(aPolicy().metadataSet("absent").forcesyncs("master-a"))).isEmpty();
  }

  @Test
  void what_never_travels_is_not_written_even_if_the_metadata_set_has_it() {
    assertThat(copied(aPolicy().metadataSet("nid", "instance_uuid"))).isEqualTo(Map.of("nid", "1"));
  }

  @Test
  void a_copy_belongs_to_the_project_that_makes_it() {
    var nobodys = master(anImage("a").ofNobody());
    Step.Copy step = (Step.Copy) nobodys.plan().steps().findFirst().orElseThrow();

    assertThat(step.wanted().owner()).isEmpty();
    assertThat(nobodys.in("other:Madrid", "tenant2id").afterTheRun().image("a").owner())
        .isEqualTo("tenant2id");
  }

  @Test
  void without_attributes_a_copy_has_glances_defaults() {
    Image copy = situation.under(aPolicy().syncAttributes()).afterTheRun().image("a");

    assertThat(copy.tags()).isEmpty();
    assertThat(copy.minDisk()).isZero();
    assertThat(copy.minRam()).isZero();
    assertThat(copy.isProtected()).isFalse();
    assertThat(copy.hidden()).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void an_attribute_that_is_kept_in_step_is_copied(Attribute attribute) {
    var synced = situation.under(aPolicy().syncAttributes(attribute)).afterTheRun();
    Image copy = synced.image("a");

    switch (attribute) {
      case TAGS -> assertThat(copy.tags()).containsExactly("x", "y");
      case MIN_DISK -> assertThat(copy.minDisk()).isEqualTo(3);
      case MIN_RAM -> assertThat(copy.minRam()).isEqualTo(4);
      case OS_HIDDEN -> assertThat(copy.hidden()).isTrue();
      case PROTECTED -> assertThat(copy.isProtected()).isTrue();
    }
    assertThat(synced.stateOf("a")).isEqualTo(State.OK);
  }

  /** What decides whether a copy was published has to speak of the copy. */
  @Test
  void where_os_hidden_is_not_kept_in_step_a_hidden_copy_is_an_unfinished_one() {
    var shown = situation.under(aPolicy().syncAttributes(Attribute.TAGS));
    Image master = shown.master().get(0);
    var leftover =
        shown.withImages(
            List.of(master.but().id(CopyId.of(BURGOS, master, 0)).isProtected(false).build()));

    assertThat(leftover.stateOf("a")).isEqualTo(State.PENDING_UPLOAD);
    assertThat(((Step.Copy) leftover.plan().steps().findFirst().orElseThrow()).master().hidden())
        .isFalse();
  }

  private Map<String, String> copied(APolicy policy) {
    return new TreeMap<>(situation.under(policy).afterTheRun().image("a").properties());
  }
}
