package io.glancesync.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.glancesync.world.Http;
import io.glancesync.world.Region;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.LinkedHashMap;
import java.util.Map;

/** Requests to a Glance as one user, and its answers as they are. */
public record Api(Region region) {
  static final String OCTETS = "application/octet-stream";
  static final String PATCH = "application/openstack-images-v2.1-json-patch";

  public static Api of(Region region) {
    return new Api(region);
  }

  public Api as(String user) {
    return new Api(region.as(user));
  }

  /** A request below {@code /v2/images}. */
  public Http request(String method, String path) {
    return Http.request(method, region.url() + "/v2/images" + path).token(region.token());
  }

  private Answer send(String method, String path) {
    return Answer.of(request(method, path).send());
  }

  public Answer list(String query) {
    return send("GET", query);
  }

  public Answer get(String id) {
    return send("GET", "/" + id);
  }

  /** One field of an image. */
  public JsonNode field(String id, String name) {
    return get(id).is(200).json().path(name);
  }

  public String status(String id) {
    return field(id, "status").asText();
  }

  /**
   * An image with these fields and no others.
   *
   * @param fields names and values
   */
  public Answer post(Object... fields) {
    return Answer.of(request("POST", "").json(map(fields)).send());
  }

  /** A queued image that is ready for its content. */
  public String queued(Object... more) {
    Map<String, Object> fields = map("disk_format", "raw", "container_format", "bare");
    fields.putAll(map(more));
    return Answer.of(request("POST", "").json(fields).send()).is(201).id();
  }

  /** An image that has this content. */
  public String active(String content, Object... more) {
    String id = queued(more);
    put(id, content).is(204);
    return id;
  }

  public static Map<String, Object> map(Object... fields) {
    var map = new LinkedHashMap<String, Object>();
    for (int i = 0; i < fields.length; i += 2) {
      map.put((String) fields[i], fields[i + 1]);
    }
    return map;
  }

  public Answer patch(String id, Patch patch) {
    return Answer.of(request("PATCH", "/" + id).json(PATCH, patch.operations()).send());
  }

  public Answer put(String id, String content) {
    return put(id, content, OCTETS);
  }

  public Answer put(String id, String content, String type) {
    var body = BodyPublishers.ofString(content, UTF_8);
    return Answer.of(request("PUT", "/" + id + "/file").body(type, body).send());
  }

  public Answer download(String id) {
    return send("GET", "/" + id + "/file");
  }

  public Answer download(String id, String range) {
    return Answer.of(request("GET", "/" + id + "/file").header("Range", range).send());
  }

  public Answer action(String id, String action) {
    return send("POST", "/" + id + "/actions/" + action);
  }

  public Answer members(String id) {
    return send("GET", "/" + id + "/members");
  }

  public Answer addMember(String id, String project) {
    return Answer.of(request("POST", "/" + id + "/members").json(Map.of("member", project)).send());
  }

  public Answer setMember(String id, String project, String status) {
    return Answer.of(
        request("PUT", "/" + id + "/members/" + project).json(Map.of("status", status)).send());
  }

  public Answer removeMember(String id, String project) {
    return send("DELETE", "/" + id + "/members/" + project);
  }

  public Answer delete(String id) {
    return send("DELETE", "/" + id);
  }
}
