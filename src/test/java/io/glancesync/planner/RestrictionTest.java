package io.glancesync.planner;

import static io.glancesync.image.Images.anImage;
import static io.glancesync.planner.Situation.master;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.plan.Plan;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A run may be about some images only. */
class RestrictionTest {
  private static List<String> steps(Plan plan, String... names) {
    return plan.restrictedTo(List.of(names)::contains)
        .steps()
        .map(it -> it.action().text() + " " + it.imageName())
        .toList();
  }

  @Test
  void only_what_is_named_is_done_and_told() {
    Plan plan =
        master(anImage("a"), anImage("b"), anImage("c").withContent("new"))
            .region(anImage("a").with("nid", "1"), anImage("c").withContent("old"))
            .plan();
    assertThat(steps(plan, "a", "b", "c")).containsExactly("metadata a", "upload b");

    assertThat(steps(plan, "b")).containsExactly("upload b");
    Plan restricted = plan.restrictedTo("b"::equals);
    assertThat(restricted.states()).extracting(it -> it.master().name()).containsExactly("b");
    assertThat(restricted.warnings()).isEmpty();
    assertThat(plan.restrictedTo("c"::equals).warnings()).hasSize(1);
  }

  @Test
  void what_a_named_image_needs_is_done_too_and_what_that_needs() {
    Plan plan =
        master(
                anImage("vm").withKernel("master-k"),
                anImage("k").withRamdisk("master-r"),
                anImage("r"),
                anImage("other"))
            .plan();

    assertThat(steps(plan, "vm")).containsExactly("upload r", "upload k", "upload vm");
    assertThat(steps(plan, "k")).containsExactly("upload r", "upload k");
    assertThat(steps(plan, "r")).containsExactly("upload r");
  }

  @Test
  void what_cannot_be_done_is_told_only_where_it_is_named() {
    Plan plan = master(anImage("odd").withFormats(null, null), anImage("fine")).plan();
    assertThat(plan.refusals()).hasSize(1);

    assertThat(plan.restrictedTo("fine"::equals).refusals()).isEmpty();
    assertThat(plan.restrictedTo("odd"::equals).refusals()).isEqualTo(plan.refusals());
  }
}
