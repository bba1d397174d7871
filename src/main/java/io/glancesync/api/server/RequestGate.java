package io.glancesync.api.server;

import io.glancesync.api.ApiAnswer;
import io.glancesync.api.ApiException;
import io.glancesync.time.Ticker;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.SortedSet;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * What every request passes first: it gets an id, is counted and logged, and is answered here if
 * its path or its method does not exist. So the routes see only what they are for, in the order
 * that version 1 of the API wants: path, method, token.
 */
final class RequestGate implements Handler<RoutingContext> {
  static final String ID = "X-Openstack-Request-Id";
  static final String TOKEN = "X-Auth-Token";

  /** As OpenStack's own services accept it. */
  private static final Pattern VALID_ID =
      Pattern.compile("req-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final Supplier<PathTable> paths;
  private final CallRate rate;
  private final RequestLog log;
  private final Ticker ticker;

  RequestGate(Supplier<PathTable> paths, CallRate rate, RequestLog log, Ticker ticker) {
    this.paths = paths;
    this.rate = rate;
    this.log = log;
    this.ticker = ticker;
  }

  @Override
  public void handle(RoutingContext context) {
    long from = ticker.nanos();
    String id = id(context.request().getHeader(ID));
    String method = context.request().method().name();
    String path = String.valueOf(context.request().path());
    log.begun(id);
    context.addEndHandler(
        done ->
            log.ended(
                id,
                method,
                path,
                context.response().getStatusCode(),
                ticker.since(from).toMillis()));
    context.request().headers().set(ID, id);
    // a token in a URL would be in the logs of proxies
    context.queryParams().remove(TOKEN).remove(ID);
    context.response().putHeader(ID, id).putHeader("Server", "GlanceSync");

    if (!isWellFormed(path)) {
      answer(context, ApiException.refused(400, "Bad request"));
      return;
    }
    SortedSet<String> methods = paths.get().methods(context.normalizedPath());
    String allowed = String.join(", ", methods);
    if (!rate.takes(caller(context))) {
      answer(context, ApiException.tooMany("There were too many requests at once; send fewer"));
    } else if (methods.isEmpty()) {
      answer(context, ApiException.notFound("there is no such path"));
    } else if (context.request().method().equals(HttpMethod.OPTIONS)) {
      context.response().putHeader("Allow", allowed).putHeader("Content-Type", WriteAnswer.JSON);
      context.end();
    } else if (!methods.contains(method)) {
      answer(context, ApiException.badMethod(method, allowed));
    } else {
      context.next();
    }
  }

  /** Whether what is escaped in it can be read. */
  private static boolean isWellFormed(String path) {
    try {
      URLDecoder.decode(path, StandardCharsets.UTF_8);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static String id(String given) {
    return given != null && VALID_ID.matcher(given).matches() ? given : "req-" + UUID.randomUUID();
  }

  private static String caller(RoutingContext context) {
    String token = context.request().getHeader(TOKEN);
    return context.request().remoteAddress().hostAddress()
        + (token == null ? "" : "/" + token.hashCode());
  }

  /** Answers an error of the API. */
  static void answer(RoutingContext context, ApiException error) {
    HttpServerResponse response = context.response();
    if (response.ended() || response.headWritten()) {
      return;
    }
    ApiAnswer answer = error.answer();
    response.setStatusCode(answer.code()).putHeader("Content-Type", WriteAnswer.JSON);
    answer.headers().forEach(response::putHeader);
    response.end(answer.body());
  }
}
