package io.glancesync;

import io.glancesync.config.Configuration;
import io.glancesync.config.credential.Tls;
import io.glancesync.content.WriteTimeout;
import io.glancesync.http.AnswerGuard;
import io.glancesync.http.AnswerLimit;
import io.glancesync.http.DeadlineTimer;
import io.glancesync.http.RequestSettings;
import io.glancesync.http.TlsConnections;
import io.glancesync.http.WriteTimeoutInterceptor;
import io.glancesync.time.Ticker;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.camel.spi.Registry;

/** What the routes' HTTP endpoints name by the kind of request: limits of answers, connections. */
final class HttpClients implements AutoCloseable {
  private static final long PAGE_BYTES = 64L << 20;

  /** The limit for an answer that is neither a page nor content. */
  private static final long ANSWER_BYTES = 1L << 20;

  private static final String RESPONSE = "glancesync.request.response-timeout";

  private final Supplier<RequestSettings> settings;
  private final Supplier<Configuration> configuration;
  private final WriteTimeout writeTimeout;
  private final WriteTimeoutInterceptor writeTimeoutInterceptor;
  private final DeadlineTimer deadlineTimer = new DeadlineTimer();
  private final HttpClientConfigurer observer;

  /**
   * @param observer sees each request to Keystone or Glance as a whole
   */
  HttpClients(
      Supplier<RequestSettings> settings,
      Supplier<Configuration> configuration,
      Ticker ticker,
      HttpClientConfigurer observer) {
    this.settings = settings;
    this.configuration = configuration;
    this.observer = observer;
    writeTimeout = new WriteTimeout(() -> settings.get().stallTimeout(), ticker);
    writeTimeoutInterceptor = new WriteTimeoutInterceptor(writeTimeout);
  }

  void bind(Registry beans) {
    RequestSettings request = settings.get();
    beans.bind(
        "tlsConnections", TlsConnections.of(request.connectTimeout(), request.responseTimeout()));
    beans.bind("writeTimeout", writeTimeout);
    bind(beans, "writeTimeoutInterceptor", writeTimeoutInterceptor::configure);
    Duration answer = request.connectTimeout().plus(request.responseTimeout());
    bind(beans, "answerLimits", small("an answer", answer, RESPONSE));
    bind(beans, "signInLimits", small("a sign-in", answer, RESPONSE));
    bind(
        beans,
        "pageLimits",
        new AnswerLimit(
            "a page of its list of images",
            PAGE_BYTES,
            target -> configuration.get().target(target).listImagesTimeout(),
            "list_images_timeout",
            false));
    bind(
        beans,
        "downloadLimits",
        new AnswerLimit(
            "an image's content",
            Long.MAX_VALUE,
            target -> settings.get().stallTimeout(),
            "glancesync.request.stall-timeout",
            true));
    bind(
        beans,
        "uploadLimits",
        small(
            "the answer to an upload", request.storeTimeout(), "glancesync.request.store-timeout"));
  }

  private static AnswerLimit small(String what, Duration time, String setting) {
    return new AnswerLimit(what, ANSWER_BYTES, target -> time, setting, false);
  }

  private void bind(Registry beans, String name, AnswerLimit limit) {
    var guard = new AnswerGuard(limit, deadlineTimer, this::tls);
    bind(
        beans,
        name,
        client -> {
          writeTimeoutInterceptor.configure(client);
          guard.configure(client);
          observer.configureHttpClient(client);
        });
  }

  private static void bind(Registry beans, String name, HttpClientConfigurer client) {
    beans.bind(name, client);
  }

  private Tls tls(String target) {
    // a notification has no target
    return target.isEmpty() ? Tls.STANDARD : configuration.get().target(target).tls();
  }

  /** Ends threads that Camel does not know. */
  @Override
  public void close() {
    writeTimeout.close();
    deadlineTimer.close();
  }
}
