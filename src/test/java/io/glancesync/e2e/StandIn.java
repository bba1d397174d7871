package io.glancesync.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.glancesync.world.Http;
import io.glancesync.world.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** A server that misbehaves as no real one can be made to. */
public final class StandIn implements AutoCloseable {
  private final AtomicInteger requests = new AtomicInteger();
  private final HttpServer server;

  private StandIn(HttpHandler handler) {
    try {
      server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(
        "/",
        exchange -> {
          requests.incrementAndGet();
          handler.handle(exchange);
        });
    server.start();
  }

  /** Answers everything like this. */
  public static StandIn answering(int status, String type, String text) {
    return new StandIn(exchange -> answer(exchange, status, type, text));
  }

  /** The real Keystone, but for changes to what it answers when somebody signs in. */
  public static StandIn keystone(String keystone, UnaryOperator<String> changes) {
    return new StandIn(exchange -> signIn(exchange, keystone, changes));
  }

  /**
   * A Glance that refuses everything, and repeats the token that it was sent in every way it can.
   *
   * @param token is told each token
   */
  static StandIn echoing(Consumer<String> token) {
    return new StandIn(
        exchange -> {
          String sent = exchange.getRequestHeaders().getFirst("X-Auth-Token");
          token.accept(sent);
          String base64 = Base64.getEncoder().encodeToString(sent.getBytes(UTF_8));
          exchange.getResponseHeaders().add("X-Openstack-Request-Id", "req-" + base64);
          exchange.getResponseHeaders().add("Location", "http://127.0.0.1/" + sent);
          String url = URLEncoder.encode(sent, UTF_8);
          answer(
              exchange, 400, "text/plain", "%s %s X-Auth-Token: %s".formatted(base64, url, sent));
        });
  }

  private static void signIn(HttpExchange exchange, String keystone, UnaryOperator<String> changes)
      throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    HttpResponse<byte[]> answer =
        Http.request("POST", World.property(keystone + ".url") + "/auth/tokens")
            .body("application/json", BodyPublishers.ofByteArray(body))
            .send();
    answer
        .headers()
        .firstValue("X-Subject-Token")
        .ifPresent(it -> exchange.getResponseHeaders().add("X-Subject-Token", it));
    String text = changes.apply(new String(answer.body(), UTF_8));
    answer(exchange, answer.statusCode(), "application/json", text);
  }

  private static void answer(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    try (exchange) {
      byte[] bytes = text.getBytes(UTF_8);
      exchange.getResponseHeaders().add("Content-Type", type);
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  public int requests() {
    return requests.get();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
