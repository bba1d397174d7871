package io.glancesync.metrics;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** SnapshotFactory as Prometheus' library has them. */
final class SnapshotFactory {
  private SnapshotFactory() {}

  /**
   * All of them. Of several for one series the first counts: two names that cannot be told apart
   * must not cost all other metrics.
   */
  static MetricSnapshots snapshots(Collection<Sample> all) {
    var unique = new LinkedHashMap<Sample.Series, Sample>();
    all.forEach(it -> unique.putIfAbsent(it.series(), it));
    Map<Metric, List<Sample>> byMetric =
        unique.values().stream().collect(Collectors.groupingBy(Sample::metric));
    return new MetricSnapshots(
        byMetric.entrySet().stream().map(it -> snapshot(it.getKey(), it.getValue())).toList());
  }

  private static MetricSnapshot snapshot(Metric metric, List<Sample> samples) {
    return switch (metric.kind()) {
      case GAUGE ->
          new GaugeSnapshot(
              metric.metadata(), samples.stream().map(SnapshotFactory::gauge).toList());
      case COUNTER ->
          new CounterSnapshot(
              metric.metadata(), samples.stream().map(SnapshotFactory::counter).toList());
      case SUMMARY ->
          new SummarySnapshot(
              metric.metadata(), samples.stream().map(SnapshotFactory::summary).toList());
      case INFO ->
          new InfoSnapshot(
              metric.metadata(),
              samples.stream().map(it -> new InfoDataPointSnapshot(it.labels())).toList());
    };
  }

  private static GaugeDataPointSnapshot gauge(Sample it) {
    return GaugeDataPointSnapshot.builder().labels(it.labels()).value(it.value()).build();
  }

  private static CounterDataPointSnapshot counter(Sample it) {
    return CounterDataPointSnapshot.builder().labels(it.labels()).value(it.value()).build();
  }

  private static SummaryDataPointSnapshot summary(Sample it) {
    return SummaryDataPointSnapshot.builder()
        .labels(it.labels())
        .count(it.count())
        .sum(it.value())
        .build();
  }
}
