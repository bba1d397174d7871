package io.glancesync.planner;

import static io.glancesync.image.Images.OTHERS;
import static io.glancesync.image.Images.anImage;
import static io.glancesync.planner.Policies.aPolicy;
import static io.glancesync.planner.Situation.master;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The master region may be asked for by name: section 2. */
class MasterComparedWithItselfTest {
  @Test
  void it_is_in_step() {
    var itself =
        master(anImage("a").withKernel("master-k"), anImage("k"), anImage("b").isPrivate())
            .comparedWithItself();

    assertThat(itself.states()).containsExactly("ok a", "ok k");
    assertThat(itself.steps()).isEmpty();
  }

  @Test
  void it_retires_nothing() {
    var itself =
        master(
                anImage("a").isPrivate().withContent("c"),
                anImage("a_obsolete").withContent("c"),
                anImage("b_obsolete"))
            .comparedWithItself();

    assertThat(itself.steps()).isEmpty();
    assertThat(itself.warnings()).isEmpty();
  }

  @Test
  void each_image_is_its_own_counterpart_though_others_have_its_name() {
    var itself =
        master(
                anImage("a").with("nid", "1").withKernel("master-k"),
                anImage("a").withId("1").ofProject(OTHERS),
                anImage("k"),
                anImage("k").withId("2").ofProject(OTHERS))
            .under(aPolicy().imagesOfAllTenants())
            .comparedWithItself();

    assertThat(itself.steps()).isEmpty();
  }

  @Test
  void what_would_fail_elsewhere_is_said_here_too() {
    var itself = master(anImage("a").withKernel("gone")).comparedWithItself();

    assertThat(itself.states()).containsExactly("error_ami a");
    assertThat(itself.warnings()).containsExactly("kernel_missing a");
  }
}
