package io.glancesync.world;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** A region of the testbed: its Glance, as one user sees it. */
public final class Region {
  private static final String PATCH = "application/openstack-images-v2.1-json-patch";

  private final String glance;
  private final String user;

  /**
   * @param glance as in testbed.properties, for example {@code glance-burgos}
   */
  public Region(String glance, String user) {
    this.glance = glance;
    this.user = user;
  }

  public Region as(String other) {
    return new Region(glance, other);
  }

  public String server() {
    return glance;
  }

  public String url() {
    return World.property(glance + ".url");
  }

  /** Our project's id. */
  public String project() {
    return Tokens.of(keystone(), user).project();
  }

  /** A token of the user for our project. */
  public String token() {
    return Tokens.of(keystone(), user).token();
  }

  /** The server that gives out the tokens for this region, for example {@code keystone-a}. */
  public String keystone() {
    return World.property(glance + ".keystone");
  }

  /** A new image: public, and what else is said. */
  public Draft image(String name) {
    return new Draft(this, name);
  }

  public String create(Map<String, Object> fields) {
    return Http.json(send("POST", "", it -> it.json(fields), 201)).path("id").asText();
  }

  public void upload(String id, BodyPublisher content) {
    send("PUT", "/" + id + "/file", it -> it.body("application/octet-stream", content), 204);
  }

  public JsonNode get(String id) {
    return Http.json(send("GET", "/" + id, it -> it, 200));
  }

  public boolean has(String id) {
    return send("GET", "/" + id, it -> it, 200, 404).statusCode() == 200;
  }

  public byte[] download(String id) {
    return send("GET", "/" + id + "/file", it -> it, 200, 204).body();
  }

  public void set(String id, String field, Object value) {
    patch(id, Map.of("op", "add", "path", "/" + field, "value", value));
  }

  public void remove(String id, String field) {
    patch(id, Map.of("op", "remove", "path", "/" + field));
  }

  private void patch(String id, Map<String, Object> operation) {
    send("PATCH", "/" + id, it -> it.json(PATCH, List.of(operation)), 200);
  }

  public void delete(String id) {
    send("DELETE", "/" + id, it -> it, 204, 404);
  }

  /** All images that the user can see, hidden ones too. */
  public List<JsonNode> all() {
    var all = new ArrayList<JsonNode>();
    for (boolean hidden : List.of(false, true)) {
      list(hidden).forEach(all::add);
    }
    return all;
  }

  /** What a user finds who does not ask for hidden images. */
  public JsonNode visible() {
    return list(false);
  }

  private JsonNode list(boolean hidden) {
    String query = "?limit=1000&os_hidden=" + hidden;
    return Http.json(send("GET", query, it -> it, 200)).path("images");
  }

  public List<JsonNode> named(String name) {
    return all().stream().filter(it -> it.path("name").asText().equals(name)).toList();
  }

  /** The only image of that name. */
  public JsonNode only(String name) {
    List<JsonNode> named = named(name);
    if (named.size() != 1) {
      throw new AssertionError(
          "%s has %d images called %s: %s".formatted(glance, named.size(), name, named));
    }
    return named.get(0);
  }

  /** The names of all images, in alphabetical order. */
  public List<String> names() {
    return all().stream().map(it -> it.path("name").asText()).sorted().toList();
  }

  /** The file in which the server keeps an image's content. */
  public Path stored(String id) {
    return Path.of(World.property(glance + ".store"), id);
  }

  /** The image's content is gone; the server knows nothing of it. */
  public void loseData(String id) {
    change(() -> Files.delete(stored(id)));
  }

  /** Of the image's content only so many bytes are left. */
  public void truncateData(String id, long bytes) {
    change(
        () -> {
          try (var file = FileChannel.open(stored(id), StandardOpenOption.WRITE)) {
            file.truncate(bytes);
          }
        });
  }

  /** One byte of the image's content is another one. */
  public void corruptData(String id, int offset) {
    change(
        () -> {
          byte[] content = Files.readAllBytes(stored(id));
          content[offset] ^= 1;
          Files.write(stored(id), content);
        });
  }

  /** The store lets nobody write this image's content; see {@link #allowData}. */
  public void forbidData(String id) {
    // not even root may make a file there
    change(() -> Files.createSymbolicLink(stored(id), Path.of("/sys/forbidden")));
  }

  public void allowData(String id) {
    change(() -> Files.delete(stored(id)));
  }

  /**
   * The store has room for so many bytes of an image; a few MB are needed for the server itself.
   */
  public void limitRoom(long bytes) {
    limitFiles(Long.toString(bytes));
  }

  public void unlimitRoom() {
    limitFiles("unlimited");
  }

  private void limitFiles(String limit) {
    long pid = Long.parseLong(read(Path.of(World.property(glance + ".pid_file"))).strip());
    ProcessHandle server = ProcessHandle.of(pid).orElseThrow();
    Stream.concat(Stream.of(server), server.descendants())
        .map(it -> Long.toString(it.pid()))
        .forEach(it -> World.execute(List.of("prlimit", "--pid", it, "--fsize=" + limit + ":")));
  }

  /** So many more queued images, all called that, sooner than by one request for each. */
  public void addQueued(String name, int images) {
    inDatabase(
        "with recursive n(i) as"
            + " (select 1 union all select i + 1 from n where i < cast(? as integer))"
            + " insert into images (id, name, status, created_at, updated_at, deleted, owner,"
            + " min_disk, min_ram, protected, visibility, os_hidden)"
            + " select printf('%08x-0000-4000-8000-', i) || lower(hex(randomblob(6))), ?, 'queued',"
            + " '2020-01-01 00:00:00.000000', '2020-01-01 00:00:00.000000', 0, ?,"
            + " 0, 0, 0, 'private', 0 from n",
        Integer.toString(images), name, project());
  }

  /** Removes what {@link #addQueued} made. */
  public void removeQueued(String name) {
    inDatabase("delete from images where name = ?", name);
  }

  private interface FileChange {
    void apply() throws IOException;
  }

  private static void change(FileChange change) {
    try {
      change.apply();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Changes the server's database, where its API would refuse to. */
  public void inDatabase(String statement, String... values) {
    String program =
        "import sqlite3,sys; c = sqlite3.connect(sys.argv[1], timeout=30);"
            + " c.execute(sys.argv[2], sys.argv[3:]); c.commit()";
    var command =
        new ArrayList<>(
            List.of(
                "/usr/bin/python3",
                "-X",
                "utf8",
                "-c",
                program,
                World.property(glance + ".database"),
                statement));
    command.addAll(List.of(values));
    World.execute(command);
  }

  public void clear() {
    for (JsonNode image : all()) {
      String id = image.path("id").asText();
      if (image.path("protected").asBoolean()) {
        set(id, "protected", false);
      }
      delete(id);
    }
  }

  private HttpResponse<byte[]> send(
      String method, String path, Function<Http, Http> content, Integer... expected) {
    HttpResponse<byte[]> answer = content.apply(request(method, path)).send();
    if (answer.statusCode() == 401) {
      Tokens.forget(keystone(), user);
    }
    return answer.statusCode() != 401 && List.of(expected).contains(answer.statusCode())
        ? answer
        : content.apply(request(method, path)).send(expected);
  }

  private Http request(String method, String path) {
    String token = Tokens.of(keystone(), user).token();
    return Http.request(method, url() + "/v2/images" + path).token(token);
  }
}
