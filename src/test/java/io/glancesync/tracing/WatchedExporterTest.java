package io.glancesync.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.log.LogLines;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.IOException;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said of traces that cannot be sent. */
class WatchedExporterTest {
  private final EndedSpans ended = new EndedSpans();

  private WatchedExporter exporter(CompletableResultCode answer) {
    var exporter =
        new SpanExporter() {
          @Override
          public CompletableResultCode export(Collection<SpanData> spans) {
            return answer;
          }

          @Override
          public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
          }

          @Override
          public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
          }
        };
    return new WatchedExporter(exporter, URI.create("http://collector:4318"), ended);
  }

  /** Java's client puts the whole header into its message. */
  @Test
  void a_header_that_cannot_be_sent_is_not_shown() {
    var cause = new IllegalArgumentException("invalid header value: \"SECRET\"");
    try (var log = new LogLines("glancesync.tracing")) {
      WatchedExporter exporter =
          exporter(CompletableResultCode.ofExceptionalFailure(new IOException("SECRET", cause)));
      exporter.export(List.of());
      exporter.export(List.of());
      assertThat(log.lines())
          .singleElement()
          .asString()
          .contains("but a header of it cannot be sent; ", "$OTEL_EXPORTER_OTLP_HEADERS")
          .doesNotContain("SECRET");
    }
  }

  @Test
  void spans_for_which_there_was_no_room_are_told_at_the_end() {
    try (var log = new LogLines("glancesync.tracing")) {
      WatchedExporter exporter = exporter(CompletableResultCode.ofSuccess());
      exporter.export(List.of());
      exporter.shutdown();
      assertThat(log.lines()).isEmpty();
      ended.onEnd(null);
      ended.onEnd(null);
      exporter.shutdown();
      assertThat(log.lines())
          .singleElement()
          .asString()
          .contains("so slowly that 2 spans are lost");
    }
  }
}
