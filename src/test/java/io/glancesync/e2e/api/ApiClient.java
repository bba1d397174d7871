package io.glancesync.e2e.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.glancesync.api.v2.Contract;
import io.glancesync.world.Http;
import io.glancesync.world.Secrecy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A client of the HTTP API. Each answer is JSON, and shows neither the token nor a header of ours;
 * those of version 2 keep to its contract.
 */
record ApiClient(int port, String token) {
  static final String NO_TOKEN = "";

  /**
   * A port that nobody uses now. It is none of those that Linux gives away by itself: a browser, or
   * another test, could get it before a service has started.
   */
  static int freePort() {
    while (true) {
      try (var socket = new ServerSocket(ThreadLocalRandom.current().nextInt(20_000, 32_000))) {
        return socket.getLocalPort();
      } catch (BindException e) {
        // another one, then
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  ApiClient with(String another) {
    return new ApiClient(port, another);
  }

  /** An answer with its body. */
  record Reply(HttpResponse<byte[]> answer) {
    Reply is(int code) {
      assertThat(answer.statusCode()).as(text()).isEqualTo(code);
      return this;
    }

    String text() {
      return new String(answer.body(), StandardCharsets.UTF_8);
    }

    JsonNode json() {
      return Http.json(answer);
    }

    String header(String name) {
      return answer.headers().firstValue(name).orElse("");
    }
  }

  Reply send(String method, String path) {
    return send(method, path, Map.of());
  }

  Reply send(String method, String path, Map<String, String> headers) {
    return send(method, path, headers, "");
  }

  Reply send(String method, String path, Map<String, String> headers, String body) {
    Http request = Http.request(method, "http://127.0.0.1:" + port + path);
    request.header("Accept", "application/json").header("Content-Type", "application/json");
    if (!token.isEmpty()) {
      request.token(token);
    }
    headers.forEach(request::header);
    if (!body.isEmpty()) {
      request.body("application/json", BodyPublishers.ofString(body));
    }
    var reply = new Reply(request.send());
    if (path.matches("/v2([/?].*)?")) {
      keepsToTheContract(method, path, reply);
    } else {
      assertThat(reply.header("Content-Type")).isEqualTo("application/json");
    }
    assertThat(reply.header("Server")).isEqualTo("GlanceSync");
    assertThat(reply.answer().headers().map().keySet())
        .as("headers")
        .allMatch(
            it ->
                it.toLowerCase()
                    .matches(
                        "content-type|content-length|server|x-openstack-request-id|location|allow"
                            + "|www-authenticate|retry-after|transfer-encoding|etag|cache-control"));
    Secrecy.check(path, reply.text());
    Secrecy.check(path, reply.answer().headers().map().toString());
    return reply;
  }

  private static void keepsToTheContract(String method, String path, Reply reply) {
    int code = reply.answer().statusCode();
    assertThat(
            Contract.SHIPPED.errors(method, path, code, reply.header("Content-Type"), reply.text()))
        .as("%s %s %d: %s", method, path, code, reply.text())
        .isEmpty();
    assertThat(reply.header("X-Openstack-Request-Id")).startsWith("req-");
    boolean isRead = method.equals("GET") || method.equals("HEAD");
    boolean isContent = isRead && (code == 200 || code == 304);
    assertThat(reply.header("ETag")).matches(isContent ? "\"[0-9a-f]{64}\"" : "");
    assertThat(reply.header("Cache-Control")).isEqualTo(isContent ? "private, no-cache" : "");
    assertThat(reply.header("Retry-After")).matches(code == 429 || code == 503 ? "\\d+" : "");
  }

  Reply get(String path) {
    return send("GET", path);
  }

  Reply post(String path) {
    return send("POST", path);
  }

  /** Begins a task of a region, and waits for its end. */
  JsonNode synced(String region) {
    String task = post("/regions/" + region).is(200).json().path("taskId").asText();
    return ended("/regions/%s/tasks/%s".formatted(region, task));
  }

  /** Waits until a task has ended. */
  JsonNode ended(String path) {
    long end = System.nanoTime() + Duration.ofMinutes(3).toNanos();
    while (System.nanoTime() < end) {
      JsonNode task = get(path).is(200).json();
      if (!task.path("status").asText().equals("syncing")) {
        return task;
      }
      try {
        Thread.sleep(100);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    throw new AssertionError(path + " does not end");
  }
}
