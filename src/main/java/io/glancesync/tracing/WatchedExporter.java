package io.glancesync.tracing;

import io.glancesync.error.ConnectionError;
import io.glancesync.text.Printable;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.net.URI;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends spans, and says once, until it succeeds again, that they cannot be sent. */
final class WatchedExporter implements SpanExporter {
  private static final Logger LOG = LoggerFactory.getLogger("glancesync.tracing");

  private final SpanExporter exporter;
  private final URI endpoint;
  private final EndedSpans ended;
  private final AtomicLong taken = new AtomicLong();
  private final AtomicBoolean hasFailed = new AtomicBoolean();

  /**
   * @param ended all spans that are to be sent
   */
  WatchedExporter(SpanExporter exporter, URI endpoint, EndedSpans ended) {
    this.exporter = exporter;
    this.endpoint = endpoint;
    this.ended = ended;
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    taken.addAndGet(spans.size());
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
    for (Throwable it = problem; it != null; it = it.getCause()) {
      if (it instanceof IllegalArgumentException) {
        // its message has the header, and with it a secret
        return "a header of it cannot be sent";
      }
    }
    // an answer that is no success comes without a cause
    return problem == null || problem.getCause() == null
        ? "it refuses them"
        : ConnectionError.of(ConnectionError.unwrapped(problem, endpoint.getHost())).words();
  }

  @Override
  public CompletableResultCode flush() {
    return exporter.flush();
  }

  /** Called when all that there was room for was sent. */
  @Override
  public CompletableResultCode shutdown() {
    long lost = ended.count() - taken.get();
    if (lost > 0) {
      LOG.warn(
          "Tried to send traces to {}, but it took them so slowly that {} spans are lost; give $OTEL_BSP_MAX_QUEUE_SIZE more than 20000, or see what holds up the collector",
          endpoint,
          lost);
    }
    return exporter.shutdown();
  }
}
