package io.glancesync.planner;

import static io.glancesync.image.Images.anImage;
import static io.glancesync.planner.Policies.aPolicy;
import static io.glancesync.planner.Situation.BURGOS;
import static io.glancesync.planner.Situation.master;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.image.Images.AnImage;
import io.glancesync.plan.HeldBack;
import io.glancesync.plan.Plan;
import io.glancesync.plan.Step;
import io.glancesync.plan.Stop;
import io.glancesync.plan.Warning;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is held back, why, and what passes. */
class GuardsTest {
  private static final Guards GUARDS = new Guards(50, 100, 10);

  private static Optional<Stop> shrinkage(int now, Optional<Integer> before) {
    AnImage[] images =
        IntStream.range(0, now).mapToObj(i -> anImage("image" + i)).toArray(AnImage[]::new);
    return GUARDS.shrinkage(master(images).masterImages(), before);
  }

  @ParameterizedTest
  @CsvSource({
    "5, 10, false",
    "4, 10, true",
    "10, 10, false",
    "20, 10, false",
    "0, 10, true",
    "1, 9, false",
    "0, 9, false",
    "1, 3, false",
    "0, 1, false",
    "0, 0, false"
  })
  void a_list_is_stopped_that_has_less_than_half_of_ten_images_or_more(
      int now, int before, boolean isStopped) {
    assertThat(shrinkage(now, Optional.of(before)).isPresent()).isEqualTo(isStopped);
  }

  @Test
  void the_first_list_is_not_stopped() {
    assertThat(shrinkage(1, Optional.empty())).isEmpty();
    assertThat(shrinkage(0, Optional.empty())).isEmpty();
  }

  @Test
  void the_share_can_be_set_and_switched_off() {
    MasterImages one = master(anImage("a")).masterImages();

    assertThat(new Guards(100, 100, 10).shrinkage(one, Optional.of(10))).isPresent();
    assertThat(new Guards(0, 100, 10).shrinkage(one, Optional.of(1000))).isEmpty();
    assertThat(new Guards(0, 100, 10).shrinkage(master().masterImages(), Optional.of(99)))
        .isEmpty();
  }

  @Test
  void what_is_said_names_the_numbers_and_the_way_out() {
    assertThat(shrinkage(4, Optional.of(10)).orElseThrow().text())
        .isEqualTo(
            "Valladolid lists only 4 images, after 10 in an earlier run; see that none is missing"
                + " there, then confirm it with sync --accept-shrunken-master");
    assertThat(shrinkage(1, Optional.of(10)).orElseThrow().text()).contains("only 1 image, after");
    assertThat(shrinkage(0, Optional.of(10)).orElseThrow().text()).contains("no image, after");
  }

  /** One image for each thing that a run can do. */
  private static Situation everything() {
    return master(
            anImage("new"),
            anImage("k"),
            anImage("updated").with("nid", "1"),
            anImage("linked").withKernel("master-k"),
            anImage("new-linked").withKernel("master-k"),
            anImage("replaced").withContent("x"),
            anImage("renamed").withContent("y"),
            anImage("retired_obsolete").withContent("z"))
        .region(
            anImage("updated"),
            anImage("linked"),
            anImage("replaced").withContent("bad"),
            anImage("renamed").withContent("old"),
            anImage("retired").withContent("z"))
        .under(aPolicy().replace("bad").rename("old"));
  }

  @Test
  void a_shrunken_list_still_has_missing_images_copied_and_nothing_else() {
    Plan wished = everything().plan();
    Optional<Stop> stop = shrinkage(1, Optional.of(10));
    Plan plan = shrunken(wished, stop);

    assertThat(steps(plan))
        .containsExactlyInAnyOrder("upload new", "upload k", "upload new-linked");
    assertThat(held(plan))
        .containsExactlyInAnyOrder(
            "obsolete retired_obsolete",
            "metadata updated",
            "replace replaced",
            "rename renamed",
            "ami linked");
    assertThat(plan.stops()).containsExactly(stop.orElseThrow());
    assertThat(plan.states()).isEqualTo(wished.states());
  }

  @Test
  void a_step_that_is_held_back_says_what_was_tried_what_stopped_it_and_what_to_do() {
    Plan plan = shrunken(everything().plan(), shrinkage(1, Optional.of(10)));

    assertThat(plan.heldBack())
        .extracting(HeldBack::reason)
        .contains(
            "Tried to replace replaced in Burgos, but Valladolid lists only 1 image, after 10 in an"
                + " earlier run; see that none is missing there, then confirm it with sync"
                + " --accept-shrunken-master");
  }

  @Test
  void a_shrunken_list_is_noted_even_where_nothing_was_to_be_done() {
    Plan plan = shrunken(master().plan(), shrinkage(0, Optional.of(10)));

    assertThat(plan.stops()).hasSize(1);
    assertThat(plan.heldBack()).isEmpty();
  }

  @Test
  void where_nothing_was_to_be_held_back_it_is_a_warning_about_the_master() {
    Stop stop = shrinkage(4, Optional.of(10)).orElseThrow();

    assertThat(Guards.nothingHeldBack(Situation.VALLADOLID, stop))
        .isEqualTo(
            new Warning(
                Warning.Code.MASTER_SHRUNK,
                Situation.VALLADOLID,
                "",
                "Valladolid lists only 4 images, after 10 in an earlier run; nothing was to be held"
                    + " back, but see that no image is missing there"));
  }

  @Test
  void a_plan_within_the_limits_passes_as_it_is() {
    Plan wished = everything().plan();

    assertThat(limited(GUARDS, wished, 98)).isEqualTo(wished);
  }

  @Test
  void beyond_the_limit_replacing_waits_and_everything_else_is_done() {
    Plan plan = limited(new Guards(50, 1, 10), everything().plan(), 0);

    assertThat(plan.replacements()).isEqualTo(1);
    assertThat(held(plan)).hasSize(1);
    assertThat(steps(plan)).hasSize(7).contains("metadata updated", "ami linked");
    assertThat(plan.heldBack().get(0).reason())
        .contains("in Burgos", "but a run replaces or renames at most 1 image; see that");
  }

  @Test
  void what_other_regions_used_up_counts() {
    var ten = new Guards(50, 10, 10);

    assertThat(held(limited(ten, everything().plan(), 9))).hasSize(1);
    assertThat(held(limited(ten, everything().plan(), 10))).hasSize(2);
  }

  @Test
  void a_limit_of_none_forbids_it_and_says_so() {
    Plan plan = limited(new Guards(50, 0, 10), everything().plan(), 0);

    assertThat(held(plan)).hasSize(2);
    assertThat(plan.heldBack().get(0).reason())
        .endsWith(
            ", but glancesync.guard.max-replacements is 0, so that a run replaces or renames no"
                + " image; to let some pass, set glancesync.guard.max-replacements in"
                + " conf/application.properties to how many");
  }

  @Test
  void what_needs_a_kernel_that_is_held_back_waits_with_it() {
    Plan wished =
        master(anImage("vm").withKernel("master-k"), anImage("k").withContent("new"))
            .region(anImage("k").withContent("old"))
            .under(aPolicy().replace("any"))
            .plan();
    Plan plan = limited(new Guards(50, 0, 10), wished, 0);

    assertThat(held(plan)).containsExactly("replace k", "upload vm");
    assertThat(plan.heldBack().get(1).reason())
        .startsWith("Tried to copy vm to Burgos, but its kernel k is held back (glancesync");
    assertThat(plan.stops()).hasSize(1);
  }

  @Test
  void run_after_run_everything_is_replaced_in_the_end() {
    AnImage[] here =
        IntStream.range(0, 5)
            .mapToObj(i -> anImage("i" + i).withContent("new" + i))
            .toArray(AnImage[]::new);
    AnImage[] there =
        IntStream.range(0, 5)
            .mapToObj(i -> anImage("i" + i).withContent("old"))
            .toArray(AnImage[]::new);
    var situation = master(here).region(there).under(aPolicy().replace("any"));
    var guards = new Guards(50, 2, 10);

    for (int run = 0; run < 3; run++) {
      Plan plan = limited(guards, situation.plan(), 0);
      situation =
          new Situation(
              situation.master(),
              Rehearsal.apply(plan, situation.images(), situation.projectId()),
              situation.policy(),
              BURGOS,
              situation.projectId());
    }

    assertThat(situation.states()).allMatch(it -> it.startsWith("ok "));
  }

  /** What passes when the master's list shrank. */
  private static Plan shrunken(Plan wished, Optional<Stop> stop) {
    return GUARDS.over(wished, stop, Optional.empty(), Guards.Tally.NOTHING).plan();
  }

  /** What passes when other regions have used up so much. */
  private static Plan limited(Guards guards, Plan wished, int replaced) {
    return guards
        .over(wished, Optional.empty(), Optional.empty(), new Guards.Tally(replaced, 0))
        .plan();
  }

  private static List<String> steps(Plan plan) {
    return plan.steps().map(GuardsTest::text).toList();
  }

  private static List<String> held(Plan plan) {
    return plan.heldBack().stream().map(HeldBack::step).map(GuardsTest::text).toList();
  }

  private static String text(Step step) {
    return step.action().text() + " " + step.imageName();
  }
}
