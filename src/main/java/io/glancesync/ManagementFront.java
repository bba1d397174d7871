package io.glancesync;

import io.glancesync.api.Health;
import io.glancesync.api.Health.HealthCheck;
import io.glancesync.api.ListenAddress;
import io.glancesync.api.server.ManagementServer;
import io.glancesync.error.FileErrors;
import io.glancesync.file.AtomicFile;
import io.glancesync.metrics.MetricsCollector;
import io.glancesync.metrics.MetricsText;
import io.glancesync.time.Ticker;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.ServiceStatus;

/** Health and metrics of the service. */
final class ManagementFront implements Front {
  /** The service does its round each second. */
  private static final Duration LONGEST_ROUND = Duration.ofMinutes(2);

  private final CamelContext context;
  private final Beans beans;
  private final Path data;
  private final Ticker ticker;
  private final ManagementServer server;
  private volatile long lastRound;

  private ManagementFront(CamelContext context, Beans beans, Path data, ListenAddress address) {
    this.context = context;
    this.beans = beans;
    this.data = data;
    ticker = beans.clocks().ticker();
    lastRound = ticker.nanos();
    var registry = new PrometheusRegistry();
    JvmMetrics.builder().register(registry);
    registry.register(new MetricsCollector(beans::metricsView, beans::hostState));
    server = new ManagementServer(address, this::health, () -> MetricsText.of(registry.scrape()));
  }

  static Front start(CamelContext context, Beans beans, Path data, ListenAddress address) {
    return new ManagementFront(context, beans, data, address);
  }

  private Health health() {
    return new Health(
        List.of(
            new HealthCheck("service", true, hungUp()),
            new HealthCheck(
                "errors", true, beans.errors().first().map(it -> it.getClass().getSimpleName())),
            new HealthCheck("routes", false, stoppedRoute()),
            new HealthCheck("data", false, unusableData())));
  }

  private Optional<String> hungUp() {
    Duration since = ticker.since(lastRound);
    // told to end, it waits for transfers
    return beans.runTracker().mayBegin() && since.compareTo(LONGEST_ROUND) > 0
        ? Optional.of("it has not looked for work for %d s".formatted(since.toSeconds()))
        : Optional.empty();
  }

  private Optional<String> stoppedRoute() {
    return context.getRoutes().stream()
        .map(Route::getRouteId)
        .filter(it -> context.getRouteController().getRouteStatus(it) != ServiceStatus.Started)
        .findFirst()
        .map("route %s is not started"::formatted);
  }

  private Optional<String> unusableData() {
    try {
      AtomicFile.probe(data);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(FileErrors.text(e));
    }
  }

  @Override
  public void load() {}

  @Override
  public void open() {
    server.open();
  }

  @Override
  public void poll() {
    lastRound = ticker.nanos();
  }

  @Override
  public void close() {
    server.close();
  }
}
