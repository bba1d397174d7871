package io.glancesync.metrics;

import io.glancesync.error.ErrorClass;
import io.glancesync.overview.LetterOverview;
import io.glancesync.overview.Overview;
import io.glancesync.overview.RegionOverview;
import io.glancesync.overview.ScheduleOverview;
import io.glancesync.overview.ScheduleOverview.LastScheduled;
import io.glancesync.overview.Totals;
import io.glancesync.overview.Totals.EndedRuns;
import io.glancesync.overview.Totals.RetriedRequests;
import io.glancesync.overview.TransferOverview;
import io.glancesync.plan.State;
import io.glancesync.region.RegionName;
import io.glancesync.region.RegionPause;
import io.glancesync.report.RunReport.RunOutcome;
import io.glancesync.transfer.TransferPhase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The metrics of one moment. What is known to be 0 is told: a series that begins with the first
 * failure would hide it from a query of how much it grew.
 */
final class OverviewMetrics {
  private static final double NANOS = Duration.ofSeconds(1).toNanos();

  private final Overview overview;
  private final Totals totals;
  private final List<Sample> samples = new ArrayList<>();

  private OverviewMetrics(Overview overview) {
    this.overview = overview;
    totals = overview.totals();
  }

  static List<Sample> of(Overview overview, HostState host) {
    var metrics = new OverviewMetrics(overview);
    overview.regions().forEach(metrics::region);
    metrics.pauses();
    metrics.transfers();
    metrics.content();
    metrics.letters();
    metrics.runs();
    metrics.schedules();
    metrics.waitingForPeople();
    metrics.host(host);
    return metrics.samples;
  }

  private void add(Metric metric, double value, String... labels) {
    samples.add(metric.sample(value, labels));
  }

  private static double seconds(Instant time) {
    return time.toEpochMilli() / 1000.0;
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / NANOS;
  }

  private void region(RegionOverview it) {
    String region = it.region().toString();
    it.inStep().ifPresent(time -> add(Metric.REGION_LAST_IN_STEP, seconds(time), region));
    add(Metric.REGION_REACHABLE, it.isReachable() ? 1 : 0, region);
    it.comparedWhole().ifPresent(time -> add(Metric.REGION_LAST_COMPARED, seconds(time), region));
    if (it.comparedWhole().isPresent()) {
      Map<State, Integer> counts = overview.matrix().counts(it.region());
      for (State state : State.values()) {
        add(Metric.IMAGES, counts.getOrDefault(state, 0), region, state.text());
      }
    }
  }

  /** Of all regions that are known, and of the others that are paused. */
  private void pauses() {
    Set<RegionName> paused =
        overview.pauses().stream()
            .map(RegionPause::region)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<RegionName> all = known();
    all.addAll(paused);
    for (RegionName it : all) {
      boolean isPaused = paused.contains(it) || paused.contains(it.wholeTarget());
      add(Metric.REGION_PAUSED, isPaused ? 1 : 0, it.toString());
    }
  }

  private Set<RegionName> known() {
    return overview.regions().stream()
        .map(RegionOverview::region)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private void transfers() {
    totals
        .transfers()
        .forEach(
            (which, total) -> {
              String[] labels = {
                which.region().toString(), which.action().text(), which.outcome().text()
              };
              add(Metric.TRANSFERS, total.count(), labels);
              samples.add(
                  Metric.TRANSFER_SECONDS.summary(
                      total.count(), seconds(total.duration()), labels));
            });
    Map<RegionName, Long> atWork =
        overview.transfers().stream()
            .filter(it -> !it.phase().isWaiting())
            .collect(
                Collectors.groupingBy(
                    TransferOverview::region, TreeMap::new, Collectors.counting()));
    known().forEach(it -> atWork.putIfAbsent(it, 0L));
    atWork.forEach((region, count) -> add(Metric.TRANSFERS_IN_FLIGHT, count, region.toString()));
    for (TransferPhase phase : TransferPhase.values()) {
      phase
          .waitsFor()
          .ifPresent(
              reason ->
                  add(
                      Metric.TRANSFERS_WAITING,
                      overview.transfers().stream().filter(it -> it.phase() == phase).count(),
                      reason));
    }
  }

  private void content() {
    var sent = new TreeMap<>(totals.sent());
    known().forEach(it -> sent.putIfAbsent(it, 0L));
    sent.forEach((region, bytes) -> add(Metric.SENT_BYTES, bytes, region.toString()));
    add(Metric.MASTER_READ_BYTES, totals.fetched());
    var retries = new HashMap<>(totals.retries());
    known().forEach(it -> retries.putIfAbsent(transientIn(it), 0L));
    retries.forEach(
        (which, count) ->
            add(Metric.RETRIES, count, which.region().toString(), which.errorClass().toString()));
  }

  private static RetriedRequests transientIn(RegionName region) {
    return new RetriedRequests(region, ErrorClass.TRANSIENT);
  }

  private void letters() {
    overview.letters().stream()
        .collect(
            Collectors.groupingBy(
                it -> List.of(it.region().toString(), it.errorClass().toString()),
                Collectors.counting()))
        .forEach((labels, count) -> add(Metric.DEAD_LETTERS, count, labels.toArray(String[]::new)));
    overview.letters().stream()
        .map(LetterOverview::firstFailed)
        .min(Comparator.naturalOrder())
        .ifPresent(it -> add(Metric.DEAD_LETTER_OLDEST, seconds(it)));
  }

  private void runs() {
    Set<String> schedules =
        Stream.of(
                Stream.of(""),
                overview.schedules().stream().map(ScheduleOverview::name),
                totals.runs().keySet().stream().map(EndedRuns::schedule))
            .flatMap(it -> it)
            .collect(Collectors.toCollection(TreeSet::new));
    for (String schedule : schedules) {
      for (RunOutcome outcome : RunOutcome.values()) {
        long count = totals.runs().getOrDefault(new EndedRuns(schedule, outcome), 0L);
        add(Metric.RUNS, count, schedule, outcome.text());
      }
    }
    // one before this process began is known from the file of the schedules
    var lastSuccess = new TreeMap<>(totals.lastSuccess());
    for (ScheduleOverview it : overview.schedules()) {
      it.last()
          .filter(last -> !last.outcome().equals(RunOutcome.FAILED.text()))
          .map(LastScheduled::ended)
          .ifPresent(ended -> lastSuccess.putIfAbsent(it.name(), ended));
    }
    lastSuccess.forEach((schedule, time) -> add(Metric.RUN_LAST_SUCCESS, seconds(time), schedule));
  }

  private void schedules() {
    var missed = new TreeMap<>(totals.missed());
    missed.values().removeIf(it -> it == 0);
    for (ScheduleOverview it : overview.schedules()) {
      missed.putIfAbsent(it.name(), 0L);
      it.next().ifPresent(next -> add(Metric.SCHEDULE_NEXT_DUE, seconds(next), it.name()));
    }
    missed.forEach((schedule, count) -> add(Metric.SCHEDULE_MISSED, count, schedule));
  }

  private void waitingForPeople() {
    var heldBack = new TreeMap<String, Integer>();
    overview
        .regions()
        .forEach(
            it -> it.heldBack().forEach((why, steps) -> heldBack.merge(why, steps, Integer::sum)));
    heldBack.forEach((why, steps) -> add(Metric.HELD_BACK, steps, why));
    add(Metric.EDIT_REFUSED, overview.refusedEdits().size());
  }

  private void host(HostState host) {
    host.rates().total().ifPresent(it -> add(Metric.BANDWIDTH_LIMIT, it.bytesPerSecond(), "", ""));
    host.rates()
        .targets()
        .forEach((target, it) -> add(Metric.BANDWIDTH_LIMIT, it.bytesPerSecond(), target, ""));
    host.rates()
        .regions()
        .forEach(
            (region, it) ->
                add(Metric.BANDWIDTH_LIMIT, it.bytesPerSecond(), "", region.toString()));
    add(Metric.SPOOL_BYTES, host.spooled());
    add(Metric.SPOOL_LIMIT, host.spoolLimit());
    add(Metric.BUILD_INFO, 1, host.version());
  }
}
