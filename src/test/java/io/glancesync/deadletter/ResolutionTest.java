package io.glancesync.deadletter;

import static io.glancesync.deadletter.Letters.letterOf;
import static io.glancesync.deadletter.Resolution.Decision.DONE;
import static io.glancesync.deadletter.Resolution.Decision.HELD;
import static io.glancesync.deadletter.Resolution.Decision.LAPSED;
import static io.glancesync.deadletter.Resolution.Decision.RESOLVED;
import static io.glancesync.deadletter.Resolution.Decision.STAYS;
import static io.glancesync.image.Images.anImage;
import static io.glancesync.planner.Policies.aPolicy;
import static io.glancesync.transfer.Transfers.BURGOS;
import static io.glancesync.transfer.Transfers.VALLADOLID;
import static io.glancesync.transfer.Transfers.retirementOf;
import static io.glancesync.transfer.Transfers.uploadOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.image.Image;
import io.glancesync.image.Images;
import io.glancesync.plan.Action;
import io.glancesync.plan.Plan;
import io.glancesync.plan.Policy;
import io.glancesync.planner.Guards;
import io.glancesync.planner.MasterImages;
import io.glancesync.planner.Planner;
import io.glancesync.region.RegionName;
import io.glancesync.report.TransferResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes of a dead letter when a run is through with its region. */
class ResolutionTest {
  private static final Image UBUNTU = anImage("ubuntu").in("v");
  private static final Image COPY = anImage("ubuntu").in("b");
  private static final Policy EVERYTHING = aPolicy().build();
  private static final DeadLetter LETTER = letterOf(uploadOf(UBUNTU));

  private static MasterImages master(Image... images) {
    return MasterImages.of(VALLADOLID, List.of(images), Images.US);
  }

  private static Plan plan(MasterImages master, Policy policy, Image... region) {
    return Planner.plan(master, BURGOS, List.of(region), policy, Images.US);
  }

  private static Resolution judged(MasterImages master, Policy policy, Image... region) {
    return Resolution.of(LETTER, plan(master, policy, region), master, List.of());
  }

  private static TransferResult result(
      Image master, Action action, TransferResult.TransferOutcome outcome, int attempts) {
    return new TransferResult(
        BURGOS,
        master.name(),
        Optional.of(master.id()),
        Optional.empty(),
        action,
        outcome,
        0,
        Duration.ZERO,
        attempts,
        Optional.of("why"),
        List.of());
  }

  private static Resolution judged(TransferResult... results) {
    MasterImages master = master(UBUNTU);
    return Resolution.of(LETTER, plan(master, EVERYTHING), master, List.of(results));
  }

  private static void assertJudged(Resolution resolution, Resolution.Decision verdict, String why) {
    assertThat(resolution.verdict()).isEqualTo(verdict);
    assertThat(resolution.why()).contains(why);
    assertThat(resolution.isClosed()).isEqualTo(verdict != STAYS && verdict != HELD);
  }

  @Test
  void what_the_run_did_is_done() {
    assertJudged(
        judged(result(UBUNTU, Action.UPLOAD, TransferResult.TransferOutcome.DONE, 1)),
        DONE,
        "done");
  }

  @Test
  void what_failed_again_stays() {
    assertJudged(
        judged(result(UBUNTU, Action.UPLOAD, TransferResult.TransferOutcome.FAILED, 3)),
        STAYS,
        "why");
  }

  @Test
  void what_a_route_did_not_let_go_stays_and_is_no_failure() {
    for (var outcome :
        List.of(TransferResult.TransferOutcome.SKIPPED, TransferResult.TransferOutcome.PUT_OFF)) {
      assertJudged(judged(result(UBUNTU, Action.UPLOAD, outcome, 0)), HELD, "why");
    }
  }

  @Test
  void what_was_refused_or_held_back_before_it_began_stays() {
    assertJudged(
        judged(result(UBUNTU, Action.REPLACE, TransferResult.TransferOutcome.FAILED, 0)),
        STAYS,
        "why");
  }

  @Test
  void what_failed_as_another_transfer_has_another_letter() {
    Image anew = anImage("ubuntu").withId("another").build();

    assertJudged(
        judged(result(UBUNTU, Action.METADATA, TransferResult.TransferOutcome.FAILED, 1)),
        LAPSED,
        "another transfer");
    assertJudged(
        judged(result(anew, Action.UPLOAD, TransferResult.TransferOutcome.FAILED, 1)),
        LAPSED,
        "(upload of the master's image another)");
  }

  @Test
  void what_became_of_other_images_and_regions_means_nothing() {
    TransferResult other =
        result(anImage("debian").in("v"), Action.UPLOAD, TransferResult.TransferOutcome.FAILED, 1);
    var elsewhere =
        new TransferResult(
            RegionName.of("Caceres"),
            "ubuntu",
            Optional.of(UBUNTU.id()),
            Optional.empty(),
            Action.UPLOAD,
            TransferResult.TransferOutcome.DONE,
            0,
            Duration.ZERO,
            1,
            Optional.empty(),
            List.of());

    assertJudged(judged(other, elsewhere), STAYS, "it still waits");
  }

  @Test
  void what_is_in_step_is_resolved() {
    assertJudged(judged(master(UBUNTU), EVERYTHING, COPY), RESOLVED, "in step");
  }

  @Test
  void what_the_rules_leave_alone_now_lapses() {
    Image strange = anImage("ubuntu").withContent("strange").in("b");

    assertJudged(
        judged(master(UBUNTU), aPolicy().dontupdate("strange").build(), strange),
        LAPSED,
        "dontupdate");
    assertJudged(judged(master(UBUNTU), EVERYTHING, strange), LAPSED, "no rule says");
    assertJudged(
        judged(master(anImage("ubuntu").withKernel("nowhere").in("v")), EVERYTHING),
        LAPSED,
        "kernel or ramdisk");
  }

  @Test
  void what_is_not_selected_any_more_or_gone_lapses() {
    assertJudged(
        judged(master(UBUNTU), aPolicy().metadataSet("nid").build()), LAPSED, "not selected");
    assertJudged(judged(master(), EVERYTHING), LAPSED, "Valladolid has no such image any more");
  }

  @Test
  void a_list_of_the_master_that_a_guard_does_not_trust_proves_nothing() {
    MasterImages empty = master();
    var guards = new Guards(50, 100, 10);
    Plan held =
        guards
            .over(
                plan(empty, EVERYTHING),
                guards.shrinkage(empty, Optional.of(10)),
                Optional.empty(),
                new Guards.Tally(0, 0))
            .plan();

    assertJudged(Resolution.of(LETTER, held, empty, List.of()), STAYS, "a guard");
  }

  @Test
  void a_retirement_that_is_not_planned_any_more_lapses() {
    Image retired = anImage("ubuntu_obsolete").in("v");
    MasterImages master = master(retired);
    DeadLetter letter = letterOf(retirementOf(retired, COPY));

    assertJudged(
        Resolution.of(letter, plan(master, EVERYTHING), master, List.of()),
        LAPSED,
        "nothing is left to be retired");
  }

  @Test
  void a_run_by_other_rules_cannot_tell_what_is_wanted() {
    Resolution lapsed = new Resolution(LETTER, LAPSED, "it is not selected any more");

    assertThat(lapsed.ofNarrowedRun().isClosed()).isFalse();
    assertThat(lapsed.ofNarrowedRun().why()).contains("--config");
    assertThat(new Resolution(LETTER, DONE, "done").ofNarrowedRun().verdict()).isEqualTo(DONE);
    assertThat(new Resolution(LETTER, RESOLVED, "in step").ofNarrowedRun().verdict())
        .isEqualTo(RESOLVED);
  }
}
