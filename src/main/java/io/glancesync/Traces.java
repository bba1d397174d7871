package io.glancesync;

import io.glancesync.api.Build;
import io.glancesync.config.source.ConfigurationException;
import io.glancesync.property.ApplicationProperties;
import io.glancesync.run.Progress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.camel.spi.InterceptStrategy;

/**
 * What makes traces of runs and of their requests, if a setting asks for it. No class of
 * OpenTelemetry is named here, so that none is loaded otherwise.
 *
 * @param listeners who is told what runs do
 * @param requests is around the steps of routes, and knows what a request belongs to
 * @param client sees each request as a whole
 * @param end sends what is not sent yet; takes a few seconds at most
 */
record Traces(
    List<Progress> listeners,
    Optional<InterceptStrategy> requests,
    HttpClientConfigurer client,
    Runnable end) {
  private static final Traces NONE =
      new Traces(List.of(), Optional.empty(), client -> {}, () -> {});

  /**
   * What the settings ask for.
   *
   * @param isService whether this process ends in order when it is told to
   * @throws ConfigurationException if what traces need is not installed
   */
  static Traces of(ApplicationProperties properties, boolean isService) {
    Optional<URI> collector = properties.tracing();
    if (collector.isEmpty()) {
      return NONE;
    }
    try {
      return TracedRequests.traces(collector.get(), Build.ofThisProgram().version(), isService);
    } catch (NoClassDefFoundError e) {
      // without its cause, which would be reported instead
      throw new ConfigurationException(
          "Tried to prepare traces, but what they need is missing in the folder lib/otel",
          "unpack GlanceSync again, or leave glancesync.tracing.endpoint empty");
    }
  }
}
