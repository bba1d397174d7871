package io.glancesync.cli.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.glancesync.cli.remote.WebConnection.Received;
import io.glancesync.error.UnreachableException;
import io.glancesync.file.LimitedJson;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Asks a service over version 2 of its HTTP API. What is refused becomes an exception. */
final class ServiceClient {
  private static final JsonMapper MAPPER =
      LimitedJson.mapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  /** No service has as many; a next page that never ends is an error. */
  private static final int MOST_PAGES = 1000;

  private static final int UNAUTHENTICATED = 401;

  private final ServiceUrl url;
  private final WebConnection web;
  private final TokenIssue tokens;

  ServiceClient(ServiceUrl url, WebConnection web, TokenIssue tokens) {
    this.url = url;
    this.web = web;
    this.tokens = tokens;
  }

  /** A part of a path, or a value of a query. */
  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /**
   * What a path answers.
   *
   * @throws io.glancesync.config.source.ConfigurationException when the token does not suffice, or
   *     the request cannot be understood
   * @throws UnreachableException when the service does not answer, or not sensibly
   * @throws io.glancesync.error.RefusedException when the service does not do it
   */
  ObjectNode get(String path) {
    return json("GET", path, send("GET", path, ""));
  }

  ObjectNode post(String path, ObjectNode body) {
    return json("POST", path, send("POST", path, body.toString()));
  }

  ObjectNode patch(String path, ObjectNode body) {
    return json("PATCH", path, send("PATCH", path, body.toString()));
  }

  void delete(String path) {
    send("DELETE", path, "");
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** All items of a list, page by page. */
  List<JsonNode> all(String path, String name) {
    return until(path, name, it -> false);
  }

  /**
   * The items of a list, page by page, as far as they are needed.
   *
   * @param isEnough whether the items so far do
   */
  List<JsonNode> until(String path, String name, Predicate<List<JsonNode>> isEnough) {
    var items = new ArrayList<JsonNode>();
    String next = path;
    for (int page = 0; page < MOST_PAGES && !next.isEmpty(); page++) {
      String at = next;
      ObjectNode answer = get(at);
      answer.path(name).forEach(items::add);
      next = isEnough.test(items) ? "" : answer.path("next").asText("");
      if (next.equals(at)) {
        throw senseless("GET", at, "its next page is the same one");
      }
    }
    return items;
  }

  /**
   * Reads what came from the service.
   *
   * @throws UnreachableException when it is not what this version of the API has
   */
  <T> T understood(String path, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (IllegalArgumentException | DateTimeException e) {
      throw senseless("GET", path, e.getMessage());
    }
  }

  private Received send(String method, String path, String body) {
    Received answer = sendOnce(method, path, body);
    // it may have run out meanwhile, when a run is followed
    if (answer.status() == UNAUTHENTICATED && tokens.renew()) {
      answer = sendOnce(method, path, body);
    }
    if (!answer.isGood()) {
      throw new BadAnswer(url, tokens).error(tried(method, path), answer);
    }
    return answer;
  }

  private Received sendOnce(String method, String path, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(understood(path, () -> url.of(path)))
            .header("Accept", "application/json")
            .header("X-Auth-Token", tokens.token().reveal());
    if (method.equals("POST")) {
      request.header("Idempotency-Key", UUID.randomUUID().toString());
    }
    if (body.isEmpty()) {
      request.method(method, BodyPublishers.noBody());
    } else {
      request
          .header("Content-Type", "application/json")
          .method(method, BodyPublishers.ofString(body));
    }
    return web.send(tried(method, path), request.build());
  }

  private String tried(String method, String path) {
    return "Tried to %s %s%s".formatted(method, url.text(), path);
  }

  private ObjectNode json(String method, String path, Received answer) {
    try {
      if (MAPPER.readTree(answer.body()) instanceof ObjectNode node) {
        return node;
      }
    } catch (JsonProcessingException e) {
      // said below; the text itself may be anything
    }
    throw senseless(method, path, "it is no JSON object" + answer.request());
  }

  private UnreachableException senseless(String method, String path, String why) {
    return WebConnection.unreachable(
        tried(method, path),
        "the answer is not one of GlanceSync's API, version 2: "
            + tokens.redaction().of(String.valueOf(why)),
        "check the address in " + url.source());
  }
}
