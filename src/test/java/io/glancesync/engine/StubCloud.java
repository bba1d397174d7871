package io.glancesync.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * A Keystone and the Glances of Valladolid and Burgos, reduced to what a copy needs, that fail when
 * they are told to. How the real ones answer is tested with the real ones.
 */
final class StubCloud implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What is answered instead, so many times, to requests that look so. */
  private record Problem(String requests, int[] times, Answer answer) {
    boolean concerns(String request) {
      return request.matches(requests) && times[0]-- > 0;
    }
  }

  private interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  private final AtomicLong downloaded = new AtomicLong();
  private final HttpServer server;
  private final Gate burgos;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, ObjectNode> images = new TreeMap<>();
  private final Map<String, byte[]> contents = new TreeMap<>();
  private final Set<String> usedIds = new HashSet<>();
  private final List<Problem> problems = new ArrayList<>();
  private final List<String> requests = new ArrayList<>();
  private int tokens;
  private int valid = 1;

  StubCloud() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
    burgos = new Gate(server.getAddress().getPort(), threads);
  }

  String keystone() {
    return url() + "/v3";
  }

  private String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Burgos has a gate before it, which can refuse before it is told the content. */
  private String url(String region) {
    return region.equals("Burgos") ? "http://127.0.0.1:" + burgos.port() : url();
  }

  /** The next uploads to Burgos are refused before the server asks for their content. */
  void refusesUploads(int times, int status) {
    burgos.refusesUploads(times, status);
  }

  /** Begins anew, but tokens stay what they are. */
  synchronized void reset() {
    images.clear();
    contents.clear();
    usedIds.clear();
    problems.clear();
    requests.clear();
    downloaded.set(0);
    burgos.refusesUploads(0, 0);
  }

  /** The master region has a public image. */
  synchronized String master(String name, byte[] content) {
    String id = "00000000-0000-4000-8000-" + "%012d".formatted(images.size());
    ObjectNode image = JSON.createObjectNode();
    image.put("id", id).put("name", name).put("visibility", "public").put("owner", "p1");
    image.put("disk_format", "raw").put("container_format", "bare").put("os_hidden", false);
    image.put("protected", false).put("min_disk", 0).put("min_ram", 0).putArray("tags");
    images.put("valladolid/" + id, image);
    fill("valladolid/" + id, content);
    return id;
  }

  /** The next requests that look so are answered with that status and text. */
  void answers(String requests, int times, int status, String text) {
    problem(
        requests,
        times,
        exchange -> {
          // or what is on its way would break the connection, and the answer be lost
          exchange.getRequestBody().readAllBytes();
          reply(exchange, status, text);
        });
  }

  /** The next requests that look so lose their connection after some bytes of their content. */
  void breaksOff(String requests, int times) {
    problem(
        requests,
        times,
        exchange -> {
          exchange.getRequestBody().readNBytes(1);
          exchange.close();
        });
  }

  /** The next downloads that look so end after as many bytes. */
  void sendsOnly(String requests, int times, int bytes) {
    problem(
        requests,
        times,
        exchange -> {
          byte[] content = contents.get(key(exchange));
          exchange.sendResponseHeaders(200, content.length);
          exchange.getResponseBody().write(content, 0, bytes);
          exchange.getResponseBody().flush();
          exchange.close();
        });
  }

  private synchronized void problem(String requests, int times, Answer answer) {
    problems.add(new Problem(requests, new int[] {times}, answer));
  }

  /** Tokens that were given so far are refused from now on. */
  synchronized void revokeTokens() {
    valid = tokens + 1;
  }

  /** How many requests looked so. */
  synchronized long count(String pattern) {
    return requests.stream().filter(it -> it.matches(pattern)).count();
  }

  synchronized List<String> requests() {
    return List.copyOf(requests);
  }

  /** The images of a region. */
  synchronized List<JsonNode> images(String region) {
    return images.entrySet().stream()
        .filter(it -> it.getKey().startsWith(region + "/"))
        .<JsonNode>map(Map.Entry::getValue)
        .toList();
  }

  synchronized byte[] content(String region, JsonNode image) {
    return contents.get(region + "/" + image.path("id").asText());
  }

  /** The id was deleted before, and Glance never takes it again. */
  synchronized void usedUp(String id) {
    usedIds.add(id);
  }

  private void handle(HttpExchange exchange) throws IOException {
    String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
    try (exchange) {
      // the gate serves one request per connection
      exchange.getResponseHeaders().set("Connection", "close");
      Answer answer = answerTo(request, exchange.getRequestHeaders());
      answer.to(exchange);
    }
  }

  private synchronized Answer answerTo(String request, Headers headers) {
    requests.add(request);
    for (Problem problem : problems) {
      if (problem.concerns(request)) {
        return problem.answer();
      }
    }
    if (request.equals("POST /v3/auth/tokens")) {
      return this::signIn;
    }
    String token = headers.getFirst("X-Auth-Token");
    if (token == null || Integer.parseInt(token.replace("token-", "")) < valid) {
      return exchange -> reply(exchange, 401, "This server could not verify that you are you");
    }
    return this::glance;
  }

  private synchronized void signIn(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    exchange.getResponseHeaders().add("X-Subject-Token", "token-" + ++tokens);
    String endpoints =
        Stream.of("Valladolid", "Burgos")
            .map(
                region ->
                    "{\"interface\":\"public\",\"region_id\":\"%s\",\"url\":\"%s/%s\"}"
                        .formatted(region, url(region), region.toLowerCase(Locale.ROOT)))
            .reduce("%s,%s"::formatted)
            .orElseThrow();
    reply(
        exchange,
        201,
        """
        {"token":{"expires_at":"2099-01-01T00:00:00.000000Z","project":{"id":"p1"},
          "catalog":[{"type":"image","endpoints":[%s]}]}}
        """
            .formatted(endpoints));
  }

  private void glance(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    boolean isFile = exchange.getRequestURI().getPath().endsWith("/file");
    switch (exchange.getRequestMethod() + (isFile ? " file" : "")) {
      case "GET" -> get(exchange);
      case "GET file" -> download(exchange, contents.get(key(exchange)));
      case "POST" -> create(exchange, JSON.readTree(body).deepCopy());
      case "PUT file" -> put(exchange, body);
      case "PATCH" -> patch(exchange, JSON.readTree(body));
      case "DELETE" -> delete(exchange);
      default -> reply(exchange, 405, "");
    }
  }

  private void download(HttpExchange exchange, byte[] content) throws IOException {
    exchange.sendResponseHeaders(200, content.length == 0 ? -1 : content.length);
    int piece = 64 * 1024;
    for (int from = 0; from < content.length; from += piece) {
      int length = Math.min(piece, content.length - from);
      exchange.getResponseBody().write(content, from, length);
      downloaded.addAndGet(length);
    }
  }

  /** How many bytes of content were taken from us in all. */
  long downloaded() {
    return downloaded.get();
  }

  private synchronized void get(HttpExchange exchange) throws IOException {
    URI uri = exchange.getRequestURI();
    if (!uri.getPath().endsWith("/images")) {
      ObjectNode image = images.get(key(exchange));
      reply(exchange, image == null ? 404 : 200, image == null ? "" : image.toString());
      return;
    }
    boolean hidden = String.valueOf(uri.getQuery()).contains("os_hidden=true");
    ObjectNode page = JSON.createObjectNode();
    images(uri.getPath().split("/")[1]).stream()
        .filter(it -> it.path("os_hidden").asBoolean() == hidden)
        .forEach(page.withArray("images")::add);
    reply(exchange, 200, page.toString());
  }

  private synchronized void create(HttpExchange exchange, ObjectNode image) throws IOException {
    String key = exchange.getRequestURI().getPath().split("/")[1] + "/" + image.path("id").asText();
    if (images.containsKey(key) || !usedIds.add(image.path("id").asText())) {
      reply(exchange, 409, "The image already exists");
      return;
    }
    image.put("status", "queued").put("owner", "p1");
    images.put(key, image);
    reply(exchange, 201, image.toString());
  }

  private synchronized void put(HttpExchange exchange, byte[] body) throws IOException {
    fill(key(exchange), body);
    reply(exchange, 204, "");
  }

  private synchronized void fill(String key, byte[] content) {
    contents.put(key, content);
    ObjectNode image = images.get(key).put("status", "active").put("size", content.length);
    image.put("checksum", hash("MD5", content)).put("os_hash_algo", "sha512");
    image.put("os_hash_value", hash("SHA-512", content));
  }

  private synchronized void patch(HttpExchange exchange, JsonNode operations) throws IOException {
    ObjectNode image = images.get(key(exchange));
    for (JsonNode operation : operations) {
      image.set(operation.path("path").asText().substring(1), operation.get("value"));
    }
    reply(exchange, 200, image.toString());
  }

  private synchronized void delete(HttpExchange exchange) throws IOException {
    reply(exchange, images.remove(key(exchange)) == null ? 404 : 204, "");
  }

  /** Region and image of a request. */
  private static String key(HttpExchange exchange) {
    String[] path = exchange.getRequestURI().getPath().split("/");
    return path[1] + "/" + path[4];
  }

  private static void reply(HttpExchange exchange, int status, String text) throws IOException {
    send(exchange, status, text.getBytes(UTF_8));
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, status == 204 || body.length == 0 ? -1 : body.length);
    if (status != 204 && body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }

  private static String hash(String algorithm, byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }

  @Override
  public void close() {
    burgos.close();
    server.stop(0);
    threads.shutdownNow();
  }
}
