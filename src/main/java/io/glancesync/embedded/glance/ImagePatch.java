package io.glancesync.embedded.glance;

import com.fasterxml.jackson.databind.JsonNode;
import io.glancesync.embedded.http.RejectedRequestException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The JSON patch of Glance: a few operations on single fields, all or none. */
public final class ImagePatch {
  public static final String MEDIA_TYPE = "application/openstack-images-v2.1-json-patch";

  /** An older form of it, in which the operation is the name of the member that holds the path. */
  static final String OLD_MEDIA_TYPE = "application/openstack-images-v2.0-json-patch";

  private static final List<String> OPERATIONS = List.of("add", "remove", "replace");

  private record PatchOperation(
      String operation, String field, JsonNode value, boolean isOldForm) {}

  private final List<PatchOperation> changes;

  private ImagePatch(List<PatchOperation> changes) {
    this.changes = changes;
  }

  /**
   * Reads a patch.
   *
   * @throws RejectedRequestException when Glance would not even look for the image
   */
  static ImagePatch read(JsonNode body, boolean isOldForm) throws RejectedRequestException {
    if (!body.isArray()) {
      throw new RejectedRequestException(
          400, "Request body must be a JSON array of operation objects.");
    }
    var changes = new ArrayList<PatchOperation>();
    for (JsonNode item : body) {
      if (!item.isObject()) {
        throw new RejectedRequestException(400, "Operations must be JSON objects.");
      }
      changes.add(change(item, isOldForm));
    }
    return new ImagePatch(changes);
  }

  private static PatchOperation change(JsonNode item, boolean isOldForm)
      throws RejectedRequestException {
    String operation = isOldForm ? oldOperation(item) : item.path("op").asText("");
    if (!OPERATIONS.contains(operation)) {
      throw new RejectedRequestException(
          400,
          "Invalid operation: `%s`. It must be one of the following: add, remove, replace."
              .formatted(operation));
    }
    JsonNode path = item.get(isOldForm ? operation : "path");
    if (path == null) {
      throw new RejectedRequestException(400, "Unable to find 'path' in JSON Schema change");
    }
    String field = field(path.asText());
    JsonNode value = item.get("value");
    if (value == null && !operation.equals("remove")) {
      throw new RejectedRequestException(
          400, "Operation \"%s\" requires a member named \"value\".".formatted(operation));
    }
    ImageSchema.checkMayChange(field);
    if (!operation.equals("remove")) {
      ImageSchema.checkValue(field, value);
    }
    return new PatchOperation(operation, field, value, isOldForm);
  }

  private static String oldOperation(JsonNode item) throws RejectedRequestException {
    List<String> named = OPERATIONS.stream().filter(item::has).toList();
    if (named.size() != 1) {
      throw new RejectedRequestException(
          400,
          "Operation objects must contain exactly one member named \"add\", \"remove\", or \"replace\".");
    }
    return named.get(0);
  }

  /** The field that a JSON pointer names. */
  private static String field(String pointer) throws RejectedRequestException {
    if (!pointer.startsWith("/")) {
      throw new RejectedRequestException(
          400, "Pointer `%s` does not start with \"/\".".formatted(pointer));
    }
    if (pointer.matches(".*~([^01].*|$)")) {
      throw new RejectedRequestException(
          400,
          "Pointer `%s` contains \"~\" not part of a recognized escape sequence."
              .formatted(pointer));
    }
    String name = pointer.substring(1);
    if (name.contains("/")) {
      throw new RejectedRequestException(
          400, "Invalid JSON pointer for this resource: '%s'".formatted(pointer));
    }
    return name.replace("~1", "/").replace("~0", "~").strip();
  }

  boolean isAbout(String field) {
    return changes.stream().anyMatch(it -> it.field().equals(field));
  }

  boolean isEmpty() {
    return changes.isEmpty();
  }

  /** Changes an image, which is a copy: when something is refused, nothing has happened. */
  void apply(StoredImage image, ImagePermissions imagePermissions) throws RejectedRequestException {
    for (PatchOperation operation : changes) {
      switch (operation.operation()) {
        case "add" -> add(image, operation, imagePermissions);
        case "replace" -> replace(image, operation, imagePermissions);
        default -> remove(image, operation.field());
      }
    }
    ImageSchema.checkQuota(image);
  }

  private static void add(
      StoredImage image, PatchOperation operation, ImagePermissions imagePermissions)
      throws RejectedRequestException {
    if (operation.isOldForm() && image.has(operation.field())) {
      throw new RejectedRequestException(
          409, "Property %s already present.".formatted(operation.field()));
    }
    set(image, operation, imagePermissions);
  }

  private static void replace(
      StoredImage image, PatchOperation operation, ImagePermissions imagePermissions)
      throws RejectedRequestException {
    if (!image.has(operation.field())) {
      throw missing(operation.field());
    }
    set(image, operation, imagePermissions);
  }

  private static void set(
      StoredImage image, PatchOperation operation, ImagePermissions imagePermissions)
      throws RejectedRequestException {
    String field = operation.field();
    if (field.equals("owner") && !imagePermissions.isAdmin()) {
      throw new RejectedRequestException(403, "Owner can't be updated by non admin.");
    }
    if (field.equals("visibility")) {
      imagePermissions.checkMayPublish(operation.value().asText());
    }
    if (Set.of("disk_format", "container_format").contains(field)
        && !image.status().equals("queued")) {
      throw new RejectedRequestException(
          403, "Attribute %s can be only replaced for a queued image.".formatted(field));
    }
    image.set(field, operation.value());
  }

  private static void remove(StoredImage image, String field) throws RejectedRequestException {
    if (image.hasProperty(field)) {
      image.remove(field);
    } else if (image.has(field)) {
      throw new RejectedRequestException(403, "Property %s may not be removed.".formatted(field));
    } else {
      throw missing(field);
    }
  }

  private static RejectedRequestException missing(String field) {
    return new RejectedRequestException(409, "Property %s does not exist.".formatted(field));
  }
}
