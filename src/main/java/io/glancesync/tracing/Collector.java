package io.glancesync.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.resources.Resource;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Where traces go: to an address that takes OTLP over HTTP. The variables of OpenTelemetry ({@code
 * OTEL_EXPORTER_OTLP_HEADERS}, {@code OTEL_RESOURCE_ATTRIBUTES}, …) say the rest.
 *
 * @param endpoint the base of the address, without {@code /v1/traces}
 * @param version of GlanceSync
 */
public record Collector(URI endpoint, String version) {
  /** Its own log, which would go to the terminal. Kept, as Java would forget the level. */
  private static final Logger LIBRARY = Logger.getLogger("io.opentelemetry");

  /** What variables may change. */
  private static final Map<String, String> STANDARDS =
      Map.of(
          "otel.service.name", "glancesync",
          // a collector that says nothing is noticed before the process has ended
          "otel.exporter.otlp.timeout", "4000",
          // a large run makes spans faster than a slow collector takes them
          "otel.bsp.max.queue.size", "20000",
          // a collector that is down would hold up the end of a command
          "otel.java.exporter.otlp.retry.disabled", "true");

  /** Starts what sends traces, in a thread of its own. */
  public OpenTelemetrySdk start() {
    LIBRARY.setLevel(Level.OFF);
    var ended = new EndedSpans();
    return AutoConfiguredOpenTelemetrySdk.builder()
        .disableShutdownHook()
        .addPropertiesSupplier(() -> STANDARDS)
        .addPropertiesCustomizer(given -> fixed())
        .addResourceCustomizer((resource, given) -> resource.merge(program()))
        .addTracerProviderCustomizer((provider, given) -> ended.addedTo(provider))
        .addSpanExporterCustomizer(
            (exporter, given) -> new WatchedExporter(exporter, endpoint, ended))
        .build()
        .getOpenTelemetrySdk();
  }

  private Map<String, String> fixed() {
    var fixed = new HashMap<String, String>();
    fixed.put("otel.traces.exporter", "otlp");
    fixed.put("otel.metrics.exporter", "none");
    fixed.put("otel.logs.exporter", "none");
    fixed.put("otel.exporter.otlp.traces.protocol", "http/protobuf");
    fixed.put(
        "otel.exporter.otlp.traces.endpoint",
        endpoint.toString().replaceFirst("(/v1/traces)?/*$", "") + "/v1/traces");
    return fixed;
  }

  private Resource program() {
    return Resource.create(Attributes.of(AttributeKey.stringKey("service.version"), version));
  }
}
