package io.glancesync.api.server;

import io.glancesync.api.ApiAnswer;
import io.glancesync.api.ApiException;
import io.glancesync.api.TextHash;
import io.glancesync.config.credential.Secret;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Predicate;
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

  private final KnownPaths paths;
  private final CallRate rate;
  private final Predicate<Secret> isKnown;
  private final RequestLog log;
  private final Handler<RoutingContext> next;
  private volatile boolean isEnding;

  /**
   * @param isKnown whose tokens are counted one by one: many callers may share the address of a
   *     proxy
   * @param next passes a request on, at once or later
   */
  RequestGate(
      KnownPaths paths,
      CallRate rate,
      Predicate<Secret> isKnown,
      RequestLog log,
      Handler<RoutingContext> next) {
    this.paths = paths;
    this.rate = rate;
    this.isKnown = isKnown;
    this.log = log;
    this.next = next;
  }

  /** No request is passed on any more. */
  void end() {
    isEnding = true;
  }

  @Override
  public void handle(RoutingContext context) {
    long from = System.nanoTime();
    HttpServerRequest request = context.request();
    String method = request.method().name();
    String path = String.valueOf(request.path());
    String id = log.begun(id(request.getHeader(ID)));
    context.addEndHandler(
        done -> log.ended(id, method, path, code(context, done.succeeded()), from));
    context.response().putHeader(ID, id).putHeader("Server", "GlanceSync");
    if (!path.startsWith("/") || !isWellFormed(request.uri())) {
      answer(context, ApiException.refused(400, "Bad request"));
      return;
    }
    // bodies are not read: without its type, nobody takes one for fields of a form
    request.headers().remove("Content-Type").set(ID, id);
    // a token in a URL would be in the logs of proxies
    context.queryParams().remove(TOKEN).remove(ID);

    SortedSet<String> methods = paths.present().methods(context.normalizedPath());
    String allowed = String.join(", ", methods);
    if (!rate.takes(caller(request))) {
      answer(context, ApiException.tooMany("There were too many requests at once; send fewer"));
    } else if (isEnding) {
      answer(context, ApiException.ending());
    } else if (methods.isEmpty() && paths.isExpected(context.normalizedPath())) {
      answer(context, ApiException.starting());
    } else if (methods.isEmpty()) {
      answer(context, ApiException.unknownPath());
    } else if (request.method().equals(HttpMethod.OPTIONS)) {
      context.response().putHeader("Allow", allowed).putHeader("Content-Type", ApiAnswer.JSON);
      context.end();
    } else if (!methods.contains(method)) {
      answer(context, ApiException.badMethod(method, allowed));
    } else {
      next.handle(context);
    }
  }

  /** Whether what is escaped in it can be read. */
  private static boolean isWellFormed(String uri) {
    try {
      URLDecoder.decode(uri, StandardCharsets.UTF_8);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private String caller(HttpServerRequest request) {
    String address = request.remoteAddress().hostAddress();
    return Optional.ofNullable(request.getHeader(TOKEN))
        .filter(it -> isKnown.test(new Secret(it)))
        .map(it -> address + " " + TextHash.of(it))
        .orElse(address);
  }

  private static String id(String given) {
    return given != null && VALID_ID.matcher(given).matches() ? given : RequestLog.id();
  }

  /**
   * The code that the client got; - if it left before. Who closes the connection right after the
   * answer has got it.
   */
  private static String code(RoutingContext context, boolean isWell) {
    HttpServerResponse response = context.response();
    boolean isAnswered = isWell || response.ended() || response.headWritten();
    return isAnswered ? String.valueOf(response.getStatusCode()) : "-";
  }

  /** Answers an error of the API. */
  static void answer(RoutingContext context, ApiException error) {
    answer(context.response(), String.valueOf(context.request().path()), error);
  }

  /**
   * Answers an error of the API.
   *
   * @param path empty if it is not known
   */
  static void answer(HttpServerResponse response, String path, ApiException error) {
    if (response.ended() || response.headWritten()) {
      return;
    }
    ApiAnswer answer = error.answer(path, String.valueOf(response.headers().get(ID)));
    response.setStatusCode(answer.code()).putHeader("Content-Type", answer.type());
    answer.headers().forEach(response::putHeader);
    response.end(answer.body());
  }
}
