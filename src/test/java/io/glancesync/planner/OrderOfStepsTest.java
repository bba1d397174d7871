package io.glancesync.planner;

import static io.glancesync.image.Images.anImage;
import static io.glancesync.planner.Situation.master;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Section 5, "Order". */
class OrderOfStepsTest {
  private final Situation everything =
      master(
              anImage("waiting").ofSize(1).withKernel("master-kernel"),
              anImage("changed").ofSize(9).with("nid", "1"),
              anImage("large").ofSize(8),
              anImage("small").ofSize(2),
              anImage("machine").ofSize(3).withKernel("master-kernel"),
              anImage("kernel").ofSize(7),
              anImage("gone_obsolete"))
          .region(
              anImage("waiting"),
              anImage("changed"),
              anImage("gone").withContent("checksum of gone_obsolete"));

  @Test
  void retired_images_then_updates_then_copies_then_what_waits_for_them() {
    assertThat(everything.steps())
        .containsExactly(
            "obsolete gone_obsolete",
            "metadata changed",
            "upload small",
            "upload kernel",
            "upload large",
            "upload machine",
            "ami waiting");
  }

  @Test
  void the_steps_of_a_phase_may_be_done_at_once() {
    assertThat(everything.plan().phases().stream().map(List::size)).containsExactly(1, 1, 3, 1, 1);
  }

  @Test
  void updates_come_from_small_to_large_too() {
    var updates =
        master(anImage("a").ofSize(2), anImage("b").ofSize(1))
            .region(anImage("a").isPrivate(), anImage("b").isPrivate());

    assertThat(updates.steps()).containsExactly("metadata b", "metadata a");
  }

  @Test
  void a_region_in_step_has_no_phases() {
    assertThat(everything.afterTheRun().plan().phases()).isEmpty();
  }

  @Test
  void warnings_come_by_image() {
    var warned =
        master(anImage("b").ofSize(1), anImage("c").ofSize(2), anImage("a").ofSize(3))
            .region(
                anImage("c").withContent("x"),
                anImage("a").withContent("x"),
                anImage("b").withContent("x"));

    assertThat(warned.warnings())
        .containsExactly("checksum_conflict a", "checksum_conflict b", "checksum_conflict c");
  }

  @Test
  void a_plan_says_which_region_it_is_for() {
    assertThat(everything.plan().region()).isEqualTo(Situation.BURGOS);
  }
}
