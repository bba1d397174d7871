package io.glancesync.api.server;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.util.concurrent.atomic.AtomicInteger;

/** Closes connections beyond the number that is served at once. */
final class Connections implements Handler<HttpConnection> {
  private static final int MOST = 500;

  private final AtomicInteger open = new AtomicInteger();
  private final Vertx vertx;

  Connections(Vertx vertx) {
    this.vertx = vertx;
  }

  @Override
  public void handle(HttpConnection connection) {
    connection.closeHandler(it -> open.decrementAndGet());
    if (open.incrementAndGet() > MOST) {
      vertx.runOnContext(it -> connection.close());
    }
  }
}
