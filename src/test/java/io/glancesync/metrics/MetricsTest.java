package io.glancesync.metrics;

import static io.glancesync.image.Images.anImage;
import static io.glancesync.metrics.Views.NOW;
import static io.glancesync.metrics.Views.aView;
import static io.glancesync.metrics.Views.region;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.SettableClock;
import io.glancesync.error.ErrorClass;
import io.glancesync.limit.Rate;
import io.glancesync.limit.RatesInForce;
import io.glancesync.overview.Comparisons;
import io.glancesync.overview.LetterOverview;
import io.glancesync.overview.OverviewTracker;
import io.glancesync.overview.Pace;
import io.glancesync.overview.RegionOverview;
import io.glancesync.overview.ScheduleOverview;
import io.glancesync.overview.ScheduleOverview.LastScheduled;
import io.glancesync.overview.Totals;
import io.glancesync.overview.Totals.EndedRuns;
import io.glancesync.overview.Totals.EndedTransfers;
import io.glancesync.overview.Totals.RetriedRequests;
import io.glancesync.overview.Totals.TransferTotal;
import io.glancesync.overview.TransferOverview;
import io.glancesync.plan.Action;
import io.glancesync.region.RegionName;
import io.glancesync.region.RegionPause;
import io.glancesync.report.RunReport.RunOutcome;
import io.glancesync.report.TransferResult.TransferOutcome;
import io.glancesync.run.BegunRuns;
import io.glancesync.run.RunRequest;
import io.glancesync.time.Clocks;
import io.glancesync.transfer.TransferPhase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each metric of the table, from a view that has something to tell of it. */
class MetricsTest {
  private static final RegionName BURGOS = RegionName.of("Burgos");
  private static final RegionName MADRID = RegionName.of("other:Madrid");
  private static final double AT = 1893456000;
  private static final Instant BEFORE = NOW.minusSeconds(100);

  private static RegionOverview burgos(
      Optional<Instant> compared,
      Optional<Instant> inStep,
      Optional<String> why,
      Map<String, Integer> heldBack) {
    return new RegionOverview(BURGOS, compared, inStep, why, Map.of(), 0, heldBack, compared);
  }

  private static Views seen() {
    return aView()
        .regions(
            burgos(Optional.of(NOW), Optional.of(BEFORE), Optional.of("down"), Map.of("other", 2)),
            new RegionOverview(
                MADRID,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                0,
                Map.of("other", 1, "max_replacements", 7),
                Optional.empty()));
  }

  private static TransferOverview transfer(RegionName region, TransferPhase phase) {
    return new TransferOverview(
        "r1",
        region,
        "ubuntu",
        Action.UPLOAD,
        phase,
        NOW,
        new Pace(0, 10, 0),
        1,
        Optional.empty(),
        Optional.empty());
  }

  private static Views busy() {
    return aView()
        .regions(region("Leon"))
        .transfers(
            transfer(BURGOS, TransferPhase.SENDING),
            transfer(BURGOS, TransferPhase.VERIFYING),
            transfer(BURGOS, TransferPhase.WAITING_FOR_RETRY),
            transfer(MADRID, TransferPhase.WAITING_FOR_RETRY),
            transfer(MADRID, TransferPhase.WAITING_FOR_ROOM));
  }

  private static Totals totals() {
    return new Totals(
        Map.of(
            new EndedTransfers(BURGOS, Action.UPLOAD, TransferOutcome.DONE),
            new TransferTotal(3, Duration.ofMillis(4500))),
        Map.of(BURGOS, 700L),
        900,
        Map.of(new RetriedRequests(BURGOS, ErrorClass.TRANSIENT), 5L),
        Map.of(
            new EndedRuns("hourly", RunOutcome.FAILED),
            2L,
            new EndedRuns("", RunOutcome.CHANGED),
            4L),
        Map.of("hourly", NOW),
        Map.of("hourly", 6L, "", 0L));
  }

  private static Views counted() {
    return aView().regions(region("Leon")).totals(totals());
  }

  private static LetterOverview letter(RegionName region, ErrorClass errorClass, Instant first) {
    return new LetterOverview(
        "3f2a9c1b", region, "ubuntu", Action.UPLOAD, errorClass, "error", "remedy", first, NOW, 1);
  }

  private static Views failing() {
    return aView()
        .letters(
            letter(BURGOS, ErrorClass.PERMANENT, NOW),
            letter(BURGOS, ErrorClass.PERMANENT, BEFORE),
            letter(MADRID, ErrorClass.TRANSIENT, NOW));
  }

  private static ScheduleOverview schedule(String name, String outcome) {
    return new ScheduleOverview(
        name,
        "0 5 * ? * *",
        "UTC",
        List.of(),
        Optional.of(new LastScheduled("r0", BEFORE, outcome)),
        Optional.of(NOW),
        0,
        Optional.empty());
  }

  private static Views scheduled() {
    return counted().schedules(schedule("hourly", "failed"), schedule("nightly", "in_sync"));
  }

  private static RegionPause pause(RegionName region) {
    return new RegionPause(region, BEFORE, Optional.empty(), "maintenance", "root@host");
  }

  private static Views paused() {
    return aView()
        .regions(region("Burgos"), region("Leon"), region("other:Madrid"))
        .pauses(pause(BURGOS), pause(RegionName.of("other:")), pause(RegionName.of("Avila")));
  }

  private static Arguments row(Views of, Double value, String name, String... labels) {
    return Arguments.of(of, value, name, labels);
  }

  static Stream<Arguments> rows() {
    String transfers = "glancesync_transfers_total";
    String[] uploads = {"region", "Burgos", "action", "upload", "outcome", "done"};
    String runs = "glancesync_runs_total";
    String success = "glancesync_run_last_success_timestamp_seconds";
    String inStep = "glancesync_region_last_in_step_timestamp_seconds";
    String compared = "glancesync_region_last_compared_timestamp_seconds";
    String missed = "glancesync_schedule_missed_total";
    return Stream.of(
        row(seen(), AT - 100, inStep, "region", "Burgos"),
        row(seen(), null, inStep, "region", "other:Madrid"),
        row(seen(), AT, compared, "region", "Burgos"),
        row(seen(), null, compared, "region", "other:Madrid"),
        row(seen(), 0.0, "glancesync_region_reachable", "region", "Burgos"),
        row(seen(), 1.0, "glancesync_region_reachable", "region", "other:Madrid"),
        row(paused(), 1.0, "glancesync_region_paused", "region", "Burgos"),
        row(paused(), 0.0, "glancesync_region_paused", "region", "Leon"),
        row(paused(), 1.0, "glancesync_region_paused", "region", "other:Madrid"),
        row(paused(), 1.0, "glancesync_region_paused", "region", "other:"),
        row(paused(), 1.0, "glancesync_region_paused", "region", "Avila"),
        row(counted(), 3.0, transfers, uploads),
        row(counted(), 3.0, "glancesync_transfer_seconds_count", uploads),
        row(counted(), 4.5, "glancesync_transfer_seconds_sum", uploads),
        row(counted(), 700.0, "glancesync_sent_bytes_total", "region", "Burgos"),
        row(counted(), 0.0, "glancesync_sent_bytes_total", "region", "Leon"),
        row(counted(), 900.0, "glancesync_master_read_bytes_total"),
        row(counted(), 5.0, "glancesync_retries_total", "region", "Burgos", "class", "transient"),
        row(counted(), 0.0, "glancesync_retries_total", "region", "Leon", "class", "transient"),
        row(busy(), 2.0, "glancesync_transfers_in_flight", "region", "Burgos"),
        row(busy(), 0.0, "glancesync_transfers_in_flight", "region", "Leon"),
        row(busy(), 2.0, "glancesync_transfers_waiting", "reason", "retry"),
        row(busy(), 1.0, "glancesync_transfers_waiting", "reason", "room"),
        row(busy(), 0.0, "glancesync_transfers_waiting", "reason", "place"),
        row(busy(), 0.0, "glancesync_transfers_waiting", "reason", "region"),
        row(failing(), 2.0, "glancesync_dead_letters", "region", "Burgos", "class", "permanent"),
        row(
            failing(),
            1.0,
            "glancesync_dead_letters",
            "region",
            "other:Madrid",
            "class",
            "transient"),
        row(failing(), AT - 100, "glancesync_dead_letter_oldest_timestamp_seconds"),
        row(aView(), null, "glancesync_dead_letter_oldest_timestamp_seconds"),
        row(scheduled(), 2.0, runs, "schedule", "hourly", "outcome", "failed"),
        row(scheduled(), 0.0, runs, "schedule", "hourly", "outcome", "changed"),
        row(scheduled(), 0.0, runs, "schedule", "nightly", "outcome", "in_sync"),
        row(scheduled(), 4.0, runs, "outcome", "changed"),
        row(scheduled(), AT, success, "schedule", "hourly"),
        row(scheduled(), AT - 100, success, "schedule", "nightly"),
        row(aView().schedules(schedule("hourly", "failed")), null, success, "schedule", "hourly"),
        row(
            scheduled(),
            AT,
            "glancesync_schedule_next_due_timestamp_seconds",
            "schedule",
            "nightly"),
        row(scheduled(), 6.0, missed, "schedule", "hourly"),
        row(scheduled(), 0.0, missed, "schedule", "nightly"),
        row(scheduled(), null, missed),
        row(seen(), 3.0, "glancesync_held_back", "reason", "other"),
        row(seen(), 7.0, "glancesync_held_back", "reason", "max_replacements"),
        row(aView().refusedEdits("one", "two"), 2.0, "glancesync_edit_refused"),
        row(aView(), 0.0, "glancesync_edit_refused"),
        row(aView(), 1.0, "glancesync_build_info", "version", "1.2.3"));
  }

  @ParameterizedTest(name = "{2} {3}: {1}")
  @MethodSource("rows")
  void a_series_has_its_value(Views of, Double value, String name, String[] labels) {
    assertThat(of.read().value(name, labels)).isEqualTo(value);
  }

  @Test
  void images_are_counted_by_state_also_where_there_are_none() {
    var clock = new SettableClock();
    var tracker = new OverviewTracker(new Clocks(clock, clock.ticks()));
    tracker.compared(
        BegunRuns.begun("r1", new RunRequest(List.of(), false, 1), NOW),
        Comparisons.of(
            BURGOS, List.of(anImage("a").ofSize(1).in("v"), anImage("b").in("v")), List.of()));

    Exposition read = Views.read(tracker.overview(), Views.HOST);

    assertThat(read.value("glancesync_images", "region", "Burgos", "state", "pending_upload"))
        .isEqualTo(2);
    assertThat(read.points().stream().filter(it -> it.name().equals("glancesync_images")))
        .hasSize(9);
  }

  @Test
  void limits_are_those_of_the_host() {
    var rates =
        new RatesInForce(
            Optional.of(new Rate(1000)),
            Map.of("other", new Rate(500)),
            Map.of(MADRID, new Rate(100)));
    Exposition read = Views.read(aView().build(), new HostState("2", 30, 40, rates));

    String limit = "glancesync_bandwidth_limit_bytes";
    assertThat(read.value(limit)).isEqualTo(1000);
    assertThat(read.value(limit, "target", "other")).isEqualTo(500);
    assertThat(read.value(limit, "region", "other:Madrid")).isEqualTo(100);
    assertThat(read.value("glancesync_spool_bytes")).isEqualTo(30);
    assertThat(read.value("glancesync_spool_limit_bytes")).isEqualTo(40);
    assertThat(aView().read().value(limit)).isNull();
  }

  @Test
  void each_metric_has_a_help_and_a_type() {
    Exposition read = scheduled().letters(letter(BURGOS, ErrorClass.PERMANENT, NOW)).read();

    assertThat(read.helps().keySet()).isEqualTo(read.types().keySet());
    assertThat(read.types())
        .containsEntry("glancesync_transfer_seconds", "summary")
        .containsEntry("glancesync_transfers_total", "counter")
        .containsEntry("glancesync_build_info", "gauge")
        .containsEntry("glancesync_dead_letters", "gauge");
  }

  @ParameterizedTest
  @EnumSource(Metric.class)
  void a_metric_of_bytes_or_seconds_has_a_unit(Metric metric) {
    assertThat(metric.metadata().hasUnit())
        .isEqualTo(metric.text().matches(".*_(bytes|seconds)(_total)?"));
  }

  @Test
  void the_names_for_a_registry_are_those_that_are_told() {
    var collector = new MetricsCollector(scheduled()::build, () -> Views.HOST);

    assertThat(collector.getPrometheusNames())
        .doesNotHaveDuplicates()
        .containsAll(
            collector.collect().stream().map(it -> it.getMetadata().getPrometheusName()).toList());
  }

  @Test
  void series_are_bounded_by_regions_and_states() {
    RegionOverview[] hundred =
        Stream.iterate(0, it -> it + 1)
            .limit(100)
            .map(it -> RegionName.of("region" + it))
            .map(
                it ->
                    new RegionOverview(
                        it,
                        Optional.of(NOW),
                        Optional.of(NOW),
                        Optional.empty(),
                        Map.of(),
                        0,
                        Map.of(),
                        Optional.of(NOW)))
            .toArray(RegionOverview[]::new);
    Exposition read = aView().regions(hundred).read();

    assertThat(read.points().stream().filter(it -> it.name().equals("glancesync_images")))
        .hasSize(900);
    assertThat(read.points()).hasSizeLessThan(900 + 7 * 100 + 20);
    assertThat(Metric.values())
        .allSatisfy(it -> assertThat(it.labels()).doesNotContain("image", "id", "run"));
  }
}
