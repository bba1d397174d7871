package io.glancesync.metrics;

import io.glancesync.overview.Overview;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The metrics at the time of each scrape, for a registry of Prometheus. Nothing is counted here:
 * all of it is read from the view.
 */
public final class MetricsCollector implements MultiCollector {
  private final Supplier<Overview> overview;
  private final Supplier<HostState> host;

  public MetricsCollector(Supplier<Overview> overview, Supplier<HostState> host) {
    this.overview = overview;
    this.host = host;
  }

  @Override
  public MetricSnapshots collect() {
    return SnapshotFactory.snapshots(OverviewMetrics.of(overview.get(), host.get()));
  }

  @Override
  public List<String> getPrometheusNames() {
    return Stream.of(Metric.values())
        .map(Metric::metadata)
        .map(MetricMetadata::getPrometheusName)
        .toList();
  }
}
