package io.glancesync.embedded.glance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An image as a Glance keeps it. Only {@link ImageTable} hands it out, under its lock. */
final class StoredImage {
  /** The fields that every image has, in the order in which Glance shows them. */
  static final List<String> BASE =
      List.of(
          "name",
          "disk_format",
          "container_format",
          "visibility",
          "size",
          "virtual_size",
          "status",
          "checksum",
          "protected",
          "min_ram",
          "min_disk",
          "owner",
          "os_hidden",
          "os_hash_algo",
          "os_hash_value",
          "id",
          "created_at",
          "updated_at");

  private final ObjectNode base;
  private final ObjectNode properties;
  private final Set<String> tags = new LinkedHashSet<>();
  private Content content;

  /**
   * By project, as Glance shows them; they outlive a change of the image, and of its visibility.
   */
  private Map<String, ObjectNode> members = new LinkedHashMap<>();

  /** Orders images that were made within a second. */
  private final long sequence;

  private StoredImage(ObjectNode base, ObjectNode properties, Set<String> tags, long sequence) {
    this.base = base;
    this.properties = properties;
    this.tags.addAll(tags);
    this.sequence = sequence;
  }

  /** An empty image with Glance's defaults. */
  StoredImage(String id, String owner, Instant now, long sequence) {
    this(
        JsonNodeFactory.instance.objectNode(),
        JsonNodeFactory.instance.objectNode(),
        Set.of(),
        sequence);
    BASE.forEach(base::putNull);
    base.put("id", id).put("owner", owner).put("visibility", "shared").put("status", "queued");
    base.put("protected", false).put("os_hidden", false).put("min_ram", 0).put("min_disk", 0);
    base.put("created_at", time(now));
    touch(now);
  }

  /** One that can be changed without this one noticing. */
  StoredImage copy() {
    var copy = new StoredImage(base.deepCopy(), properties.deepCopy(), tags, sequence);
    copy.content = content;
    copy.members = members;
    return copy;
  }

  private static String time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  void touch(Instant now) {
    base.put("updated_at", time(now));
  }

  String id() {
    return text("id");
  }

  String status() {
    return text("status");
  }

  long sequence() {
    return sequence;
  }

  /** A field or property as text; empty when it has none. */
  String text(String field) {
    return get(field).asText("");
  }

  boolean is(String field) {
    return base.path(field).asBoolean();
  }

  /** A field or property; a missing node when there is none. */
  JsonNode get(String field) {
    return base.has(field) ? base.get(field) : properties.path(field);
  }

  boolean has(String field) {
    return base.has(field) || field.equals("tags") || properties.has(field);
  }

  boolean hasProperty(String name) {
    return properties.has(name);
  }

  int propertyCount() {
    return properties.size();
  }

  void set(String field, JsonNode value) {
    if (field.equals("tags")) {
      tags.clear();
      value.forEach(it -> tags.add(it.asText()));
    } else if (base.has(field)) {
      base.set(field, value);
    } else {
      properties.set(field, value);
    }
  }

  void set(String field, String value) {
    base.put(field, value);
  }

  /** It has what the region insists on, whatever it was given. */
  void give(Insisted property) {
    property.give(this);
  }

  void remove(String property) {
    properties.remove(property);
  }

  Set<String> tags() {
    return tags;
  }

  Map<String, ObjectNode> members() {
    return members;
  }

  /** What this project made of the image; empty when it is not shared with it. */
  String memberStatus(String project) {
    return text("visibility").equals("shared") && members.containsKey(project)
        ? members.get(project).path("status").asText()
        : "";
  }

  /** Null while it has none. */
  Content content() {
    return content;
  }

  /** Content has arrived: the image is active. */
  void fill(Content arrived, Hashes.Result hashes) {
    content = arrived;
    base.put("status", "active").put("size", arrived.size());
    base.set("virtual_size", arrived.size() == 0 ? base.nullNode() : base.get("size"));
    base.put("checksum", hashes.md5()).put("os_hash_algo", hashes.algorithm());
    base.put("os_hash_value", hashes.value());
  }

  /** The content is another one now, and Glance does not know. */
  void replaceContent(Content other) {
    content = other;
  }

  void discardContent() {
    if (content != null) {
      content.discard();
      content = null;
    }
  }

  /** No content has arrived after all. */
  void empty() {
    content = null;
    base.put("status", "queued").putNull("size").putNull("virtual_size");
  }

  /** As Glance shows it. */
  ObjectNode json() {
    ObjectNode json = properties.deepCopy();
    json.setAll(base);
    ArrayNode words = json.putArray("tags");
    tags.forEach(words::add);
    json.put("self", "/v2/images/" + id());
    json.put("file", "/v2/images/" + id() + "/file");
    json.put("schema", "/v2/schemas/image");
    if (content != null) {
      json.put("stores", "fs");
    }
    return json;
  }
}
