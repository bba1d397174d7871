package io.glancesync.api.server;

import io.glancesync.api.ApiException;
import io.glancesync.api.EventFeed;
import io.glancesync.api.HttpSettings;
import io.glancesync.api.HttpSettings.TlsFiles;
import io.glancesync.time.Ticker;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.SSLOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.spi.Registry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server of the HTTP API. It is made before the routes are, which find it in the registry; it
 * listens only after they were started.
 */
public final class HttpServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("glancesync.http");

  private static final int BODY_BYTES = 64 << 10;
  private static final int HEADER_BYTES = 16 << 10;
  private static final int LINE_BYTES = 4 << 10;

  /** Requests that are worked on at once: each waits for a cloud now and then. */
  private static final int WORKERS = 32;

  /** A listing may take long, and nothing is heard of it meanwhile. */
  private static final int IDLE_SECONDS = 600;

  private static final Duration LONGEST_END = Duration.ofSeconds(3);
  private static final int LOOK_MILLIS = 20;

  private static final Map<Integer, String> REFUSALS =
      Map.of(
          400, "Bad request",
          413, "The body has more than %d bytes".formatted(BODY_BYTES),
          415, "Unsupported media type");

  private final HttpSettings settings;
  private final Vertx vertx;
  private final Router router;
  private final io.vertx.core.http.HttpServer server;
  private final CertificateFiles certificate;
  private final EventGate eventGate;
  private final KnownPaths paths;
  private final RequestGate gate;
  private final RequestLog log = new RequestLog();

  public HttpServer(HttpSettings settings, EventFeed events) {
    this.settings = settings;
    certificate = new CertificateFiles(settings.tls());
    vertx = ServerSupport.vertx(WORKERS, IDLE_SECONDS);
    router = Router.router(vertx);
    eventGate = new EventGate(vertx, events, Ticker.REAL, log);
    paths = new KnownPaths(this::table, Ticker.REAL);
    gate =
        new RequestGate(
            paths,
            new CallRate(Ticker.REAL),
            it -> events.reader().apply(Optional.of(it)).isPresent(),
            log,
            eventGate);
    router.route().handler(gate).failureHandler(HttpServer::failed);
    REFUSALS.forEach(
        (code, message) ->
            router.errorHandler(
                code, it -> RequestGate.answer(it, ApiException.refused(code, message))));
    // what is no path at all does not even reach the gate
    router.errorHandler(404, it -> RequestGate.answer(it, ApiException.unknownPath()));
    router.errorHandler(500, it -> RequestGate.answer(it, ApiException.unforeseen()));
    server = vertx.createHttpServer(options()).requestHandler(router);
    server.connectionHandler(new Connections(vertx));
    server.invalidRequestHandler(
        it ->
            RequestGate.answer(
                it.response(),
                "",
                ApiException.refused(400, "The request is no HTTP, or too long")));
  }

  /** Nobody is there to be told that the connection broke off. */
  private static void failed(RoutingContext context) {
    if (context.failure() instanceof HttpClosedException) {
      LOG.debug("a client left before its request was read", context.failure());
    } else {
      context.next();
    }
  }

  private HttpServerOptions options() {
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost(settings.listen().host())
            .setPort(settings.listen().port())
            .setMaxHeaderSize(HEADER_BYTES)
            .setMaxInitialLineLength(LINE_BYTES)
            // else connections are counted only after their first request
            .setHttp2ClearTextEnabled(false)
            .setIdleTimeout(IDLE_SECONDS)
            .setIdleTimeoutUnit(TimeUnit.SECONDS);
    settings.tls().ifPresent(it -> options.setSsl(true).setKeyCertOptions(pem(it)));
    return options;
  }

  private static PemKeyCertOptions pem(TlsFiles tls) {
    return new PemKeyCertOptions()
        .setCertPath(tls.certificate().toString())
        .setKeyPath(tls.key().toString());
  }

  /** Binds what the routes of the API use. */
  public void bind(Registry beans) {
    String name = VertxPlatformHttpRouter.PLATFORM_HTTP_ROUTER_NAME_ZERO;
    beans.bind(
        name,
        new VertxPlatformHttpRouter(null, vertx, router, name) {
          @Override
          public io.vertx.core.Handler<io.vertx.ext.web.RoutingContext> bodyHandler() {
            return BodyHandler.create(false).setBodyLimit(BODY_BYTES);
          }
        });
    beans.bind("apiHeaders", new ApiHeaders());
    beans.bind("readRequest", new ReadRequest());
    beans.bind("writeAnswer", new WriteAnswer(log));
  }

  private PathTable table() {
    return new PathTable(
        router.getRoutes().stream()
            .filter(it -> it.getPath() != null && it.methods() != null)
            .map(
                it ->
                    new PathTable.PathMethods(
                        it.getPath(), it.methods().stream().map(HttpMethod::name).toList()))
            .toList());
  }

  /**
   * Begins to listen.
   *
   * @throws RuntimeException if that is not possible; says why
   */
  public void open() {
    try {
      certificate.require();
      server.listen().toCompletionStage().toCompletableFuture().join();
    } catch (CompletionException e) {
      throw ServerSupport.failure(settings.address(), e.getCause(), "glancesync.http");
    }
    if (settings.tls().isEmpty() && !settings.listen().isLoopback()) {
      LOG.warn(
          "The HTTP API at {} is not encrypted, and others can read the tokens of callers; set glancesync.http.certificate and .key, or have only a proxy on this host reach it",
          settings.address());
    }
  }

  /**
   * Takes a certificate that was renewed, and notes which routes there are. Called about once a
   * second, as soon as all routes have started.
   */
  public void poll() {
    if (paths.look()) {
      LOG.info("The HTTP API is at {}", settings.address());
    }
    certificate
        .renewed()
        .ifPresent(
            tls ->
                server
                    .updateSSLOptions(new SSLOptions().setKeyCertOptions(pem(tls)), true)
                    .onSuccess(it -> LOG.info("The HTTP API uses the renewed certificate"))
                    .onFailure(
                        it ->
                            LOG.error(
                                "Tried to use the renewed certificate {}, but {}; the one before stays in use",
                                tls.certificate(),
                                it.getMessage())));
  }

  private void awaitQuiet() {
    long from = Ticker.REAL.nanos();
    try {
      while (!log.isQuiet() && Ticker.REAL.since(from).compareTo(LONGEST_END) < 0) {
        Thread.sleep(LOOK_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Listens no more. Requests under way get a moment to end. */
  @Override
  public void close() {
    gate.end();
    eventGate.end();
    awaitQuiet();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
