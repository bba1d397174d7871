package io.glancesync.openstack;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.glancesync.image.ContentHash;
import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.image.Visibility;
import io.glancesync.plan.Changes;
import io.glancesync.region.RegionName;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** The JSON of Glance v2: images, pages of them, and what creates and changes one. */
public final class Glance {
  /** The base schema; every other field of an image is a property. */
  static final Set<String> BASE_FIELDS =
      Set.of(
          "id",
          "name",
          "owner",
          "status",
          "visibility",
          "os_hidden",
          "protected",
          "size",
          "virtual_size",
          "checksum",
          "os_hash_algo",
          "os_hash_value",
          "disk_format",
          "container_format",
          "min_disk",
          "min_ram",
          "tags",
          "created_at",
          "updated_at",
          "self",
          "file",
          "schema",
          "locations",
          "direct_url",
          "stores");

  private final Function<RegionName, String> server;

  /** Of which no message names a server by more than its region. */
  public Glance() {
    this(RegionName::toString);
  }

  /**
   * @param server the address of a region's Glance, for messages
   */
  public Glance(Function<RegionName, String> server) {
    this.server = server;
  }

  /**
   * Reads one image.
   *
   * @param at the region whose Glance answered
   * @throws UnexpectedAnswerException when the answer is not an image; names the server
   */
  public Image image(String body, RegionName at) {
    try {
      return image(body);
    } catch (UnexpectedAnswerException e) {
      throw e.from(server.apply(at));
    }
  }

  /**
   * Reads one image.
   *
   * @throws UnexpectedAnswerException when that is not an image
   */
  public Image image(String body) {
    String text = body == null ? "" : body;
    try (JsonParser parser = Json.FACTORY.createParser(text)) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        return image(ImageReader.read(parser));
      }
    } catch (IOException e) {
      throw Json.unexpected("Glance", text, e);
    }
    throw Json.unexpected("Glance", text, null);
  }

  /**
   * Whether a Glance is too old to know hidden images.
   *
   * @param schema what it answered to {@code GET /v2/schemas/image}
   */
  public boolean isBeforeHidden(String schema) {
    try {
      JsonNode fields = Json.object("Glance", schema).path("properties");
      return fields.has("visibility") && !fields.has("os_hidden");
    } catch (UnexpectedAnswerException e) {
      // who does not tell may be of any age
      return false;
    }
  }

  static Image image(JsonNode node) {
    if (!node.path("id").isTextual() || !node.path("status").isTextual()) {
      throw new UnexpectedAnswerException("Glance answered an image without id or status");
    }
    return Image.builder(id(node.path("id").textValue()))
        .name(text(node, "name"))
        .owner(text(node, "owner"))
        .status(node.path("status").asText())
        .visibility(visibility(node.path("visibility").asText()))
        .hidden(node.path("os_hidden").asBoolean())
        .isProtected(node.path("protected").asBoolean())
        .size(node.path("size").asLong())
        .checksum(text(node, "checksum"))
        .hash(hash(node))
        .formats(text(node, "disk_format"), text(node, "container_format"))
        .minDisk(node.path("min_disk").asLong())
        .minRam(node.path("min_ram").asLong())
        .tags(tags(node.path("tags")))
        .created(time(node, "created_at"))
        .updated(time(node, "updated_at"))
        .properties(properties(node))
        .build();
  }

  /** It becomes part of addresses and of names of files. */
  private static ImageId id(String text) {
    try {
      return ImageId.ofUuid(text);
    } catch (IllegalArgumentException e) {
      throw new UnexpectedAnswerException(
          "Glance answered an image whose id is not a UUID, so that nothing of the answer is used",
          "check the address, and that server",
          e);
    }
  }

  private static Visibility visibility(String text) {
    try {
      return Visibility.of(text);
    } catch (IllegalArgumentException e) {
      throw new UnexpectedAnswerException(
          "Glance answered an image with visibility '%s'".formatted(text), e);
    }
  }

  private static ContentHash hash(JsonNode node) {
    String algorithm = text(node, "os_hash_algo");
    String value = text(node, "os_hash_value");
    return algorithm == null || value == null ? null : new ContentHash(algorithm, value);
  }

  /** Null when it is not told: nothing is refused because of it. */
  private static Instant time(JsonNode node, String field) {
    return Times.read(node.path(field).asText()).orElse(null);
  }

  private static Set<String> tags(JsonNode nodes) {
    var tags = new TreeSet<String>();
    nodes.forEach(tag -> tags.add(tag.asText()));
    return tags;
  }

  private static Map<String, String> properties(JsonNode node) {
    var properties = new TreeMap<String, String>();
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (!BASE_FIELDS.contains(field.getKey()) && !field.getValue().isNull()) {
        properties.put(field.getKey(), field.getValue().asText());
      }
    }
    return properties;
  }

  private static String text(JsonNode node, String field) {
    return node.hasNonNull(field) ? node.get(field).asText() : null;
  }

  /**
   * The body of {@code POST /v2/images}: hidden until its content is verified, but with its final
   * name and visibility, so that a missing right shows before a byte is sent. It is protected only
   * when it is published: until then it may have to be deleted again.
   */
  public String createRequest(Image wanted, ImageId id) {
    ObjectNode root = Json.MAPPER.createObjectNode();
    root.put("id", id.value());
    root.put("name", wanted.name());
    root.put("visibility", wanted.visibility().text());
    root.put("os_hidden", true);
    root.put("protected", false);
    root.put("disk_format", wanted.diskFormat());
    root.put("container_format", wanted.containerFormat());
    root.put("min_disk", wanted.minDisk());
    root.put("min_ram", wanted.minRam());
    ArrayNode tags = root.putArray("tags");
    wanted.tags().forEach(tags::add);
    wanted.properties().forEach(root::put);
    return Json.write(root);
  }

  /**
   * The body of {@code PATCH /v2/images/ID}. Only {@code add} is used to set: {@code replace} of a
   * property that somebody removed meanwhile would fail, {@code add} does either.
   */
  public String patch(Changes changes) {
    ArrayNode operations = Json.MAPPER.createArrayNode();
    changes.name().ifPresent(name -> add(operations, "name").put("value", name));
    changes.visibility().ifPresent(it -> add(operations, "visibility").put("value", it.text()));
    changes.isProtected().ifPresent(it -> add(operations, "protected").put("value", it));
    changes.tags().ifPresent(it -> it.forEach(add(operations, "tags").putArray("value")::add));
    changes.minDisk().ifPresent(it -> add(operations, "min_disk").put("value", it));
    changes.minRam().ifPresent(it -> add(operations, "min_ram").put("value", it));
    changes.set().forEach((name, value) -> add(operations, name).put("value", value));
    changes.remove().forEach(name -> operation(operations, "remove", name));
    // last, so that what becomes visible is complete even where a server would stop half-way
    changes.hidden().ifPresent(it -> add(operations, "os_hidden").put("value", it));
    return Json.write(operations);
  }

  private static ObjectNode add(ArrayNode operations, String name) {
    return operation(operations, "add", name);
  }

  private static ObjectNode operation(ArrayNode operations, String op, String name) {
    String path = "/" + name.replace("~", "~0").replace("/", "~1");
    return operations.addObject().put("op", op).put("path", path);
  }
}
