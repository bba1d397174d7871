package io.glancesync.world;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A region: its Glance, as one user sees it. */
public final class Region {
  private static final String PATCH = "application/openstack-images-v2.1-json-patch";

  private final String glance;
  private final String user;

  /**
   * @param glance the server, for example {@code glance-burgos}
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

  /** For what no request to the server would do. */
  public Backstage backstage() {
    return World.backstage(glance);
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
