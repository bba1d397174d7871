package io.glancesync.tracing;

import io.glancesync.error.ConnectionError;
import io.glancesync.text.Printable;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.net.URI;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends spans, and says once, until it succeeds again, that they cannot be sent. */
final class WatchedExporter implements SpanExporter {
  private static final Logger LOG = LoggerFactory.getLogger("glancesync.tracing");

  private final SpanExporter exporter;
  private final URI endpoint;
  private final AtomicBoolean hasFailed = new AtomicBoolean();

  WatchedExporter(SpanExporter exporter, URI endpoint) {
    this.exporter = exporter;
    this.endpoint = endpoint;
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    CompletableResultCode result = exporter.export(spans);
    return result.whenComplete(() -> note(result));
  }

  private void note(CompletableResultCode result) {
    if (result.isSuccess()) {
      hasFailed.set(false);
    } else if (!hasFailed.getAndSet(true)) {
      LOG.warn(
          "Tried to send traces to {}, but {}; runs go on without them. See whether the collector runs and takes OTLP over HTTP, or correct glancesync.tracing.endpoint or $OTEL_EXPORTER_OTLP_HEADERS",
          endpoint,
          Printable.of(reason(result.getFailureThrowable())));
    }
  }

  private String reason(Throwable problem) {
    // an answer that is no success comes without a cause
    return problem == null || problem.getCause() == null
        ? "it refuses them"
        : ConnectionError.of(ConnectionError.unwrapped(problem, endpoint.getHost())).words();
  }

  @Override
  public CompletableResultCode flush() {
    return exporter.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return exporter.shutdown();
  }
}
