package io.glancesync.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.glancesync.embedded.glance.Content;
import io.glancesync.embedded.glance.EmbeddedGlance;
import io.glancesync.embedded.http.FaultInjector;
import io.glancesync.embedded.keystone.Account;
import io.glancesync.embedded.keystone.EmbeddedKeystone;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.stream.StreamSupport;

/** An OpenStack with one region, and a client that is signed in. */
final class Burgos implements AutoCloseable {
  static final Account ACCOUNT = Account.admin("sync", "secret", "images");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  final EmbeddedOpenStack cloud;
  final EmbeddedKeystone keystone;
  final EmbeddedGlance glance;
  final String token;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  Burgos() {
    this(Clock.systemUTC());
  }

  Burgos(Clock clock) {
    cloud = new EmbeddedOpenStack(clock, new Random(1));
    keystone = cloud.keystone("keystone");
    keystone.add(ACCOUNT);
    glance = cloud.glance("Burgos", keystone);
    token = signIn().headers().firstValue("X-Subject-Token").orElseThrow();
  }

  FaultInjector faults() {
    return cloud.faults();
  }

  HttpResponse<byte[]> signIn() {
    String body =
        """
        {"auth": {"identity": {"methods": ["password"], "password": {"user":
          {"name": "sync", "domain": {"name": "Default"}, "password": "secret"}}},
         "scope": {"project": {"name": "images", "domain": {"name": "Default"}}}}}
        """;
    return call(keystone.url() + "/auth/tokens", "POST", BodyPublishers.ofString(body));
  }

  /** What is answered; an {@link UncheckedIOException} when nothing is. */
  HttpResponse<byte[]> call(String url, String method, BodyPublisher body, String... moreHeaders) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).method(method, body);
    if (token != null) {
      request.header("X-Auth-Token", token);
    }
    if (moreHeaders.length > 0) {
      request.headers(moreHeaders);
    }
    try {
      return client.send(request.build(), BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  HttpResponse<byte[]> get(String path, String... headers) {
    return call(glance.url() + path, "GET", BodyPublishers.noBody(), headers);
  }

  HttpResponse<byte[]> download(String id) {
    return get("/v2/images/" + id + "/file");
  }

  HttpResponse<byte[]> delete(String id) {
    return call(glance.url() + "/v2/images/" + id, "DELETE", BodyPublishers.noBody());
  }

  HttpResponse<byte[]> rename(String id, String name) {
    String patch = "[{\"op\": \"replace\", \"path\": \"/name\", \"value\": \"%s\"}]";
    return call(
        glance.url() + "/v2/images/" + id,
        "PATCH",
        BodyPublishers.ofString(patch.formatted(name)),
        "Content-Type",
        "application/openstack-images-v2.1-json-patch");
  }

  HttpResponse<byte[]> post(String name) {
    String body = "{\"name\": \"%s\", \"disk_format\": \"raw\", \"container_format\": \"bare\"}";
    return call(glance.url() + "/v2/images", "POST", BodyPublishers.ofString(body.formatted(name)));
  }

  /** An empty image, and its id. */
  String create(String name) {
    return json(post(name)).path("id").asText();
  }

  /** An active image, and its id. */
  String add(String name, byte[] content) {
    return glance.add(Map.of("name", name), Content.of(content));
  }

  HttpResponse<byte[]> upload(String id, BodyPublisher content) {
    return call(
        glance.url() + "/v2/images/" + id + "/file",
        "PUT",
        content,
        "Content-Type",
        "application/octet-stream");
  }

  HttpResponse<byte[]> upload(String id, byte[] content) {
    return upload(id, BodyPublishers.ofByteArray(content));
  }

  /** The head of a request to upload, as it goes over the wire. */
  String uploadHead(String id, String framing) {
    return """
        PUT /v2/images/%s/file HTTP/1.1
        Host: x
        X-Auth-Token: %s
        Content-Type: application/octet-stream
        %s

        """
        .formatted(id, token, framing)
        .replace("\n", "\r\n");
  }

  Wire wire() {
    return new Wire(URI.create(glance.url()).getPort());
  }

  JsonNode image(String id) {
    return glance.images().stream()
        .filter(it -> it.path("id").asText().equals(id))
        .findFirst()
        .orElseThrow();
  }

  String status(String id) {
    return image(id).path("status").asText();
  }

  /** Waits for what happens soon; what does not is seen by the assertion that follows. */
  static boolean soon(BooleanSupplier what) {
    long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    boolean is = what.getAsBoolean();
    while (!is && System.nanoTime() < end) {
      pause();
      is = what.getAsBoolean();
    }
    return is;
  }

  private static void pause() {
    try {
      Thread.sleep(2);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static JsonNode json(HttpResponse<byte[]> answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), UTF_8);
  }

  static List<String> names(JsonNode page) {
    return StreamSupport.stream(page.path("images").spliterator(), false)
        .map(it -> it.path("name").asText())
        .toList();
  }

  @Override
  public void close() {
    cloud.close();
  }
}
