package io.glancesync.run;

import static io.glancesync.image.Images.anImage;
import static io.glancesync.transfer.Transfers.BURGOS;
import static io.glancesync.transfer.Transfers.uploadOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.plan.Plan;
import io.glancesync.report.RegionResult;
import io.glancesync.report.RegionResult.RegionOutcome;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What becomes of a region is told of what was done there, and not of what others are doing. */
class RegionSummaryTest {
  private static final Plan NOTHING =
      new Plan(BURGOS, List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

  private static RegionSummary account(long failed, long putOff, boolean isDryRun) {
    return account(failed, putOff, isDryRun, false);
  }

  private static RegionSummary account(
      long failed, long putOff, boolean isDryRun, boolean isStopping) {
    return new RegionSummary(
        NOTHING,
        failed,
        putOff,
        List.of(uploadOf(anImage("a").in("v"))),
        Set.of(),
        isDryRun,
        false,
        isStopping ? Optional.of("the service was stopped") : Optional.empty());
  }

  @Test
  void what_another_run_has_not_ended_is_no_failure_of_who_only_looks() {
    assertThat(account(0, 0, true).result())
        .isEqualTo(new RegionResult(BURGOS, RegionOutcome.DONE, Optional.empty()));
  }

  @Test
  void what_a_run_could_not_settle_is_its_failure() {
    assertThat(account(0, 0, false).result().error().orElseThrow())
        .contains("could not be finished or undone");
  }

  @Test
  void who_reads_of_a_run_that_was_cut_short_is_told_why() {
    assertThat(account(2, 2, false, true).result().error())
        .contains("2 transfers put off, because the service was stopped; the next run does this");
    assertThat(account(2, 2, false, false).result().error()).contains("2 transfers put off");
  }

  @Test
  void put_off_is_not_the_same_as_failed() {
    assertThat(account(2, 2, false).isPutOffOnly()).isTrue();
    assertThat(account(3, 2, false).isPutOffOnly()).isFalse();
    assertThat(account(0, 0, false).isPutOffOnly()).isFalse();
  }
}
