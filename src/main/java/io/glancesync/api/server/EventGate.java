package io.glancesync.api.server;

import io.glancesync.api.ApiCall;
import io.glancesync.api.ApiException;
import io.glancesync.api.ApiQuery;
import io.glancesync.api.Caller;
import io.glancesync.api.EventFeed;
import io.glancesync.api.EventQuery;
import io.glancesync.config.credential.Secret;
import io.glancesync.time.Ticker;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lets requests for events wait until something happens, without a thread for each: the routes have
 * only some, and readers are many. Who is not known does not wait, and is asked by the route.
 */
final class EventGate implements Handler<RoutingContext> {
  static final int LOOK_MILLIS = 100;

  /** How long news may wait for more. Readers come again at once, and copies make much news. */
  private static final Duration TOGETHER = Duration.ofSeconds(1);

  private final Vertx vertx;
  private final EventFeed events;
  private final Ticker ticker;
  private final RequestLog log;
  private volatile boolean isEnding;

  EventGate(Vertx vertx, EventFeed events, Ticker ticker, RequestLog log) {
    this.vertx = vertx;
    this.events = events;
    this.ticker = ticker;
    this.log = log;
  }

  /** Nobody waits any more. */
  void end() {
    isEnding = true;
  }

  @Override
  public void handle(RoutingContext context) {
    Optional<EventQuery> query = query(context);
    Optional<Secret> token =
        Optional.ofNullable(context.request().getHeader(RequestGate.TOKEN)).map(Secret::new);
    Optional<Caller> reader = query.flatMap(it -> events.reader().apply(token));
    if (reader.isEmpty()) {
      context.next();
    } else if (query.get().isStream()) {
      log.user(context.request().getHeader(RequestGate.ID), reader.get().user());
      new EventStream(
              context.response(),
              events,
              ticker,
              () -> !isEnding && events.reader().apply(token).isPresent())
          .begin(vertx, query.get().since());
    } else if (query.get().since() == events.newest().getAsLong()) {
      await(context, query.get());
    } else {
      context.next();
    }
  }

  /** Empty if it is none for events; what is wrong with it is for its route to say. */
  private static Optional<EventQuery> query(RoutingContext context) {
    HttpServerRequest request = context.request();
    boolean isForEvents =
        request.method().equals(HttpMethod.GET)
            // a stream has no length that one of before could be told
            && !request.version().equals(HttpVersion.HTTP_1_0)
            && context.normalizedPath().equals(EventQuery.PATH);
    if (!isForEvents) {
      return Optional.empty();
    }
    try {
      var headers = new HashMap<String, String>();
      for (String name : ApiHeaders.OF_CALLS) {
        List<String> given = request.headers().getAll(name);
        // as in the routes: a header that is given twice is none
        if (given.size() == 1) {
          headers.put(name, given.get(0));
        }
      }
      return Optional.of(
          EventQuery.of(
              new ApiCall(
                  request.method().name(),
                  EventQuery.PATH,
                  Map.of(),
                  ApiQuery.of(Optional.ofNullable(request.query()).orElse("")),
                  headers,
                  "")));
    } catch (ApiException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private void await(RoutingContext context, EventQuery query) {
    long from = ticker.nanos();
    // what it sends stays unread until a route wants it
    context.request().pause();
    vertx.setPeriodic(
        LOOK_MILLIS,
        timer -> {
          boolean isGone = context.response().closed() || context.response().ended();
          Duration waited = ticker.since(from);
          boolean isOver = waited.compareTo(query.patience()) >= 0;
          boolean isNews =
              events.newest().getAsLong() != query.since() && waited.compareTo(TOGETHER) >= 0;
          if (isGone || isOver || isEnding || isNews) {
            vertx.cancelTimer(timer);
            if (!isGone) {
              context.request().resume();
              context.next();
            }
          }
        });
  }
}
