package io.glancesync.api.server;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** A server on a free port that has some handlers of ours and nothing else of GlanceSync. */
final class LocalServer implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private HttpServer server;

  Vertx vertx() {
    return vertx;
  }

  /** Serves all paths with these handlers, one after the other. */
  void serve(List<Handler<RoutingContext>> handlers) {
    Router router = Router.router(vertx);
    handlers.forEach(it -> router.route().handler(it));
    server =
        vertx
            .createHttpServer()
            .requestHandler(router)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  int port() {
    return server.actualPort();
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
