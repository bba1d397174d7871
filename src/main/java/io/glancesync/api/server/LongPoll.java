package io.glancesync.api.server;

import io.glancesync.api.EventWait;
import io.glancesync.config.credential.Secret;
import io.glancesync.time.Ticker;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;

/**
 * Lets requests for events wait until something happens, without a thread for each: the routes have
 * only some, and readers are many. Who is not known does not wait, and is asked by the route.
 */
final class LongPoll implements Handler<RoutingContext> {
  private static final int LOOK_MILLIS = 100;

  private final Vertx vertx;
  private final EventWait events;
  private final Ticker ticker;
  private volatile boolean isEnding;

  LongPoll(Vertx vertx, EventWait events, Ticker ticker) {
    this.vertx = vertx;
    this.events = events;
    this.ticker = ticker;
  }

  /** Nobody waits any more. */
  void end() {
    isEnding = true;
  }

  @Override
  public void handle(RoutingContext context) {
    HttpServerRequest request = context.request();
    Duration longest =
        request.method().equals(HttpMethod.GET)
            ? events.longest(
                context.normalizedPath(),
                String.valueOf(request.query()),
                Optional.ofNullable(request.getHeader(RequestGate.TOKEN)).map(Secret::new))
            : Duration.ZERO;
    if (longest.isZero()) {
      context.next();
      return;
    }
    long known = events.newest();
    long from = ticker.nanos();
    // what it sends stays unread until a route wants it
    request.pause();
    vertx.setPeriodic(
        LOOK_MILLIS,
        timer -> {
          boolean isGone = context.response().closed() || context.response().ended();
          boolean isOver = ticker.since(from).compareTo(longest) >= 0;
          if (isGone || isOver || isEnding || events.newest() != known) {
            vertx.cancelTimer(timer);
            if (!isGone) {
              request.resume();
              context.next();
            }
          }
        });
  }
}
