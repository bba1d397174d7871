package io.glancesync.world;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;

/** One request to a Keystone or a Glance. */
public final class Http {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  private final String method;
  private final HttpRequest.Builder builder;
  private BodyPublisher body = BodyPublishers.noBody();

  private Http(String method, String url) {
    this.method = method;
    this.builder = HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofMinutes(3));
  }

  public static Http request(String method, String url) {
    return new Http(method, url);
  }

  public Http token(String token) {
    return header("X-Auth-Token", token);
  }

  public Http header(String name, String value) {
    builder.header(name, value);
    return this;
  }

  public Http json(Object content) {
    return json("application/json", content);
  }

  public Http json(String type, Object content) {
    try {
      return body(type, BodyPublishers.ofString(JSON.writeValueAsString(content)));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  public Http body(String type, BodyPublisher content) {
    builder.header("Content-Type", type);
    body = content;
    return this;
  }

  /** The answer, whatever its status. */
  public HttpResponse<byte[]> send() {
    try {
      return CLIENT.send(builder.method(method, body).build(), BodyHandlers.ofByteArray());
    } catch (ConnectException e) {
      throw new IllegalStateException(
          "Nothing answers at %s; if it is the testbed's, src/test/openstack/testbed up starts it"
              .formatted(builder.build().uri()),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The answer, which must have one of these statuses. */
  public HttpResponse<byte[]> send(Integer... expected) {
    HttpResponse<byte[]> answer = send();
    if (!Arrays.asList(expected).contains(answer.statusCode())) {
      throw new IllegalStateException(
          "%s %s answered %d: %s"
              .formatted(method, answer.uri(), answer.statusCode(), new String(answer.body())));
    }
    return answer;
  }

  public static JsonNode json(HttpResponse<byte[]> answer) {
    return json(answer.body());
  }

  public static JsonNode json(byte[] text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
