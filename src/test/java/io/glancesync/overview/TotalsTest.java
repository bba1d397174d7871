package io.glancesync.overview;

import static io.glancesync.image.Images.anImage;
import static io.glancesync.overview.Comparisons.VALLADOLID;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.SettableClock;
import io.glancesync.error.ErrorClass;
import io.glancesync.image.Image;
import io.glancesync.overview.Totals.EndedRuns;
import io.glancesync.overview.Totals.EndedTransfers;
import io.glancesync.overview.Totals.RetriedRequests;
import io.glancesync.overview.Totals.TransferTotal;
import io.glancesync.plan.Action;
import io.glancesync.plan.Step;
import io.glancesync.region.RegionName;
import io.glancesync.report.RegionResult;
import io.glancesync.report.RegionResult.RegionOutcome;
import io.glancesync.report.RunReport;
import io.glancesync.report.RunReport.RunOutcome;
import io.glancesync.report.TransferResult;
import io.glancesync.report.TransferResult.TransferOutcome;
import io.glancesync.run.BegunRuns;
import io.glancesync.run.RunRequest;
import io.glancesync.time.Clocks;
import io.glancesync.transfer.RetryWait;
import io.glancesync.transfer.Transfer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the view counts since the process began. */
class TotalsTest {
  private static final RegionName BURGOS = RegionName.of("Burgos");
  private static final Instant DUE = Instant.parse("2030-01-01T00:05:00Z");

  private final SettableClock clock = new SettableClock();
  private final OverviewTracker tracker = new OverviewTracker(new Clocks(clock, clock.ticks()));
  private final Image image = anImage("ubuntu").ofSize(1000).in("v");

  private Totals totals() {
    return tracker.overview().totals();
  }

  private Transfer copyTo(RegionName region) {
    var step = new Step.Copy(Action.UPLOAD, image, image, null, null, List.of());
    return new Transfer("r1", VALLADOLID, region, step, 0, Optional.empty());
  }

  private void end(Transfer transfer, TransferOutcome outcome, Duration duration) {
    tracker.ended(
        transfer,
        new TransferResult(
            transfer.region(),
            "ubuntu",
            Optional.empty(),
            Optional.empty(),
            Action.UPLOAD,
            outcome,
            0,
            duration,
            1,
            Optional.empty(),
            List.of()));
  }

  private RunReport report(RunRequest request, RegionOutcome outcome) {
    return new RunReport(
        "r1",
        clock.instant(),
        clock.instant(),
        request.begunBy(),
        false,
        List.of(new RegionResult(BURGOS, outcome, Optional.empty())),
        List.of(),
        List.of());
  }

  private void run(String begunBy, RegionOutcome outcome) {
    RunRequest request = new RunRequest(List.of(), false, 1).begunBy(begunBy);
    tracker.begun(BegunRuns.begun("r1", request, clock.instant()));
    RunReport report = report(request, outcome);
    tracker.closed(report);
    tracker.ended(report);
  }

  private static ScheduleOverview schedule(String name) {
    return new ScheduleOverview(
        name,
        "0 5 * ? * *",
        "UTC",
        List.of(),
        Optional.empty(),
        Optional.empty(),
        0,
        Optional.empty());
  }

  @Test
  void nothing_is_counted_at_the_start() {
    assertThat(totals())
        .isEqualTo(new Totals(Map.of(), Map.of(), 0, Map.of(), Map.of(), Map.of(), Map.of()));
  }

  @Test
  void transfers_are_counted_by_region_action_and_outcome() {
    Transfer transfer = copyTo(BURGOS);
    end(transfer, TransferOutcome.DONE, Duration.ofSeconds(2));
    end(transfer, TransferOutcome.DONE, Duration.ofMillis(500));
    end(transfer, TransferOutcome.FAILED, Duration.ofSeconds(1));

    assertThat(totals().transfers())
        .isEqualTo(
            Map.of(
                new EndedTransfers(BURGOS, Action.UPLOAD, TransferOutcome.DONE),
                new TransferTotal(2, Duration.ofMillis(2500)),
                new EndedTransfers(BURGOS, Action.UPLOAD, TransferOutcome.FAILED),
                new TransferTotal(1, Duration.ofSeconds(1))));
  }

  @Test
  void what_is_sent_again_counts_again() {
    Transfer transfer = copyTo(BURGOS);
    tracker.sent(transfer, 400);
    tracker.sending(transfer.nextAttempt());
    tracker.sent(transfer, 1000);
    tracker.fetched(700);
    tracker.fetched(300);

    assertThat(totals().sent()).isEqualTo(Map.of(BURGOS, 1400L));
    assertThat(totals().fetched()).isEqualTo(1000);
  }

  @Test
  void a_failure_that_is_the_last_one_is_no_retry() {
    Transfer transfer = copyTo(BURGOS);
    tracker.retrying(transfer, new RetryWait(Duration.ofSeconds(2), Optional.of("req-1")));
    tracker.resumed(transfer);
    tracker.retrying(transfer, new RetryWait(Duration.ofSeconds(2), Optional.of("req-1")));

    assertThat(totals().retries())
        .isEqualTo(Map.of(new RetriedRequests(BURGOS, ErrorClass.TRANSIENT), 1L));
  }

  @Test
  void a_run_counts_once_for_its_schedule() {
    tracker.schedules(List.of(schedule("hourly")));
    run("schedule hourly", RegionOutcome.DONE);
    Instant success = clock.instant();
    clock.goOn(Duration.ofHours(1));
    run("schedule hourly", RegionOutcome.UNREACHABLE);
    run("root@host", RegionOutcome.DONE);

    assertThat(totals().runs())
        .isEqualTo(
            Map.of(
                new EndedRuns("hourly", RunOutcome.IN_SYNC), 1L,
                new EndedRuns("hourly", RunOutcome.FAILED), 1L,
                new EndedRuns("", RunOutcome.IN_SYNC), 1L));
    assertThat(totals().lastSuccess()).isEqualTo(Map.of("hourly", success, "", clock.instant()));
  }

  @Test
  void nobody_makes_up_a_schedule_by_a_name() {
    tracker.schedules(List.of(schedule("hourly")));
    run("schedule of mine", RegionOutcome.DONE);

    assertThat(totals().runs()).containsOnlyKeys(new EndedRuns("", RunOutcome.IN_SYNC));
  }

  @Test
  void a_run_that_did_not_take_place_was_missed() {
    tracker.scheduled(new Happening.ScheduleDue("hourly", DUE));
    tracker.scheduled(new Happening.ScheduleMissed("hourly", DUE));
    tracker.scheduled(new Happening.ScheduleSkipped("nightly", DUE, "another run is at work"));

    assertThat(totals().missed()).isEqualTo(Map.of("hourly", 1L, "nightly", 1L));
  }

  @Test
  void more_regions_than_anybody_has_take_no_more_room() {
    for (int i = 0; i < 1500; i++) {
      tracker.sent(copyTo(BURGOS), 1);
      tracker.sent(copyTo(RegionName.of("region" + i)), 1);
    }

    assertThat(totals().sent()).hasSize(1000).containsEntry(BURGOS, 1500L);
  }
}
