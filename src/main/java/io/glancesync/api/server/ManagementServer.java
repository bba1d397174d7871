package io.glancesync.api.server;

import io.glancesync.api.ApiAnswer;
import io.glancesync.api.ApiException;
import io.glancesync.api.Health;
import io.glancesync.api.ListenAddress;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells health and metrics, at the paths at which Camel's own management server does. Neither needs
 * a token, and neither tells a secret.
 */
public final class ManagementServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("glancesync.http");
  private static final int WORKERS = 4;
  private static final int IDLE_SECONDS = 60;

  /** Of Prometheus' text format. */
  private static final String METRICS = "text/plain; version=0.0.4; charset=utf-8";

  private final ListenAddress address;
  private final Supplier<Health> health;
  private final Vertx vertx;
  private final io.vertx.core.http.HttpServer server;

  /**
   * @param metrics in Prometheus' text format
   */
  public ManagementServer(
      ListenAddress address, Supplier<Health> health, Supplier<String> metrics) {
    this.address = address;
    this.health = health;
    vertx = ServerSupport.vertx(WORKERS, IDLE_SECONDS);
    Router router = Router.router(vertx);
    add(router, "/observe/health", it -> it);
    add(router, "/observe/health/ready", it -> it);
    add(router, "/observe/health/live", Health::ofLife);
    router
        .route("/observe/metrics")
        .method(HttpMethod.GET)
        .method(HttpMethod.HEAD)
        .blockingHandler(
            it -> it.response().putHeader("Content-Type", METRICS).end(metrics.get()), false);
    router.errorHandler(404, it -> RequestGate.answer(it, ApiException.unknownPath()));
    router.errorHandler(
        405,
        it ->
            RequestGate.answer(
                it, ApiException.badMethod(it.request().method().name(), "GET, HEAD")));
    router.errorHandler(500, this::failed);
    server =
        vertx
            .createHttpServer(
                new HttpServerOptions()
                    .setHost(address.host())
                    .setPort(address.port())
                    .setIdleTimeout(IDLE_SECONDS)
                    .setHttp2ClearTextEnabled(false))
            .requestHandler(router);
    server.connectionHandler(new Connections(vertx));
  }

  private void add(Router router, String path, UnaryOperator<Health> part) {
    router
        .route(path)
        .method(HttpMethod.GET)
        .method(HttpMethod.HEAD)
        .blockingHandler(it -> answer(it, part.apply(health.get())), false);
  }

  private static void answer(RoutingContext context, Health health) {
    context
        .response()
        .setStatusCode(health.isUp() ? 200 : 503)
        .putHeader("Content-Type", ApiAnswer.JSON)
        .end(health.json());
  }

  private void failed(RoutingContext context) {
    LOG.error("A request to {} failed", address, context.failure());
    RequestGate.answer(context, ApiException.unforeseen());
  }

  /**
   * Begins to listen.
   *
   * @throws RuntimeException if that is not possible; says why
   */
  public void open() {
    try {
      server.listen().toCompletionStage().toCompletableFuture().join();
    } catch (CompletionException e) {
      throw ServerSupport.failure("http://" + address, e.getCause(), "glancesync.management");
    }
    LOG.info("Health and metrics are at http://{}/observe/health and /observe/metrics", address);
    if (!address.isLoopback()) {
      LOG.warn(
          "Health and metrics need no token: who reaches {} reads names of regions and schedules, and paths",
          address);
    }
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
