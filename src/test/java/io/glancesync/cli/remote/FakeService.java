package io.glancesync.cli.remote;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

/** A server that answers what a test tells it to, also what no service would answer. */
public final class FakeService implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, Deque<Planned>> answers = new HashMap<>();
  private final List<Seen> seen = new ArrayList<>();

  public FakeService() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", this::answer);
    server.start();
  }

  /** An answer that is to be given. */
  private record Planned(int code, String body, Map<String, String> headers, long delay) {}

  /** A request that came. */
  record Seen(String what, String token, String body) {}

  /** Where it is. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Answers a request such as {@code GET /v2/runs?limit=30}; the last answer is repeated. */
  public FakeService on(String request, int code, String body) {
    return on(request, code, body, Map.of(), 0);
  }

  public FakeService on(String request, String body) {
    return on(request, 200, body);
  }

  /**
   * The same, with headers.
   *
   * @param delay milliseconds before the body
   */
  synchronized FakeService on(
      String request, int code, String body, Map<String, String> headers, long delay) {
    answers
        .computeIfAbsent(request, it -> new ArrayDeque<>())
        .add(new Planned(code, body, headers, delay));
    return this;
  }

  synchronized List<Seen> seen() {
    return List.copyOf(seen);
  }

  List<String> requests() {
    return seen().stream().map(Seen::what).toList();
  }

  /** The bodies of requests that begin like this. */
  List<String> bodies(String beginning) {
    return seen().stream().filter(it -> it.what().startsWith(beginning)).map(Seen::body).toList();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String what = exchange.getRequestMethod() + " " + exchange.getRequestURI();
    String token = String.valueOf(exchange.getRequestHeaders().getFirst("X-Auth-Token"));
    byte[] body = exchange.getRequestBody().readAllBytes();
    Planned planned = next(new Seen(what, token, new String(body, StandardCharsets.UTF_8)));
    exchange.getResponseHeaders().set("X-Openstack-Request-Id", "req-4711");
    planned.headers().forEach(exchange.getResponseHeaders()::set);
    byte[] bytes = planned.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(planned.code(), bytes.length == 0 ? -1 : bytes.length);
    if (planned.delay() > 0) {
      exchange.getResponseBody().flush();
      try {
        Thread.sleep(planned.delay());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private synchronized Planned next(Seen request) {
    seen.add(request);
    Deque<Planned> planned = answers.get(request.what());
    if (planned == null) {
      return new Planned(418, "no answer is planned for " + request.what(), Map.of(), 0);
    }
    return planned.size() > 1 ? planned.poll() : planned.peek();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
