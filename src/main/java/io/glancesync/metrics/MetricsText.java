package io.glancesync.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Metrics in Prometheus' text format, version 0.0.4. */
public final class MetricsText {
  private MetricsText() {}

  public static String of(MetricSnapshots metrics) {
    var text = new ByteArrayOutputStream();
    try {
      // without the times at which series were created, which most servers take for metrics
      PrometheusTextFormatWriter.create().write(text, metrics);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString(UTF_8);
  }
}
