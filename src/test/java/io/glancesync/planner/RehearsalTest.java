package io.glancesync.planner;

import static io.glancesync.image.Images.OTHERS;
import static io.glancesync.image.Images.anImage;
import static io.glancesync.planner.Policies.aPolicy;
import static io.glancesync.planner.Situation.BURGOS;
import static io.glancesync.planner.Situation.master;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.image.Image;
import io.glancesync.plan.CopyId;
import org.junit.jupiter.api.Test;

/** A plan applied to a model in memory: section 8, {@code rehearse}. */
class RehearsalTest {
  @Test
  void a_copied_image_gets_a_number_and_its_name_as_id() {
    assertThat(master(anImage("ubuntu")).afterTheRun().image("ubuntu").id())
        .hasToString("1$ubuntu");
  }

  @Test
  void the_number_makes_the_id_unique_where_that_is_needed() {
    var taken =
        master(anImage("a"))
            .region(anImage("x").withId("1$a"), anImage("y").withId("2$a"), anImage("z"));

    assertThat(taken.afterTheRun().image("a").id()).hasToString("3$a");
  }

  @Test
  void the_id_of_an_image_that_gives_way_is_not_used_again() {
    var replaced =
        master(anImage("a"))
            .region(anImage("a").withId("1$a").withContent("old"))
            .under(aPolicy().replace("any"));

    assertThat(replaced.afterTheRun().image("a").id()).hasToString("2$a");
  }

  @Test
  void what_the_plan_does_not_name_stays_as_it_is() {
    var situation = master(anImage("a")).region(anImage("b"), anImage("c").withStatus("queued"));

    assertThat(situation.afterTheRun().images()).containsAll(situation.images()).hasSize(3);
  }

  @Test
  void a_kernel_that_was_copied_is_found_beside_one_of_another_project() {
    var situation =
        master(anImage("vm").withKernel("master-k"), anImage("k"))
            .region(anImage("k").ofProject(OTHERS));

    assertThat(situation.afterTheRun().image("vm").property("kernel_id")).isEqualTo("1$k");
    assertThat(situation.afterTheRun().steps()).isEmpty();
  }

  @Test
  void a_copy_takes_the_place_of_what_an_interrupted_one_left() {
    var ubuntu = master(anImage("ubuntu"));
    Image master = ubuntu.master().get(0);
    var left =
        ubuntu.region(
            anImage("ubuntu").withId(CopyId.of(BURGOS, master, 0).value()).isHidden(),
            anImage("ubuntu").withId(CopyId.of(BURGOS, master, 1).value()).withStatus("queued"));

    assertThat(left.afterTheRun().image("ubuntu").id()).hasToString("1$ubuntu");
  }

  @Test
  void refused_steps_are_not_applied() {
    var refused = master(anImage("a").withFormats(null, null)).region(anImage("b"));

    assertThat(refused.afterTheRun().namesInRegion()).containsExactly("b");
  }
}
