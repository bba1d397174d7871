package io.glancesync.embedded.glance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.glancesync.embedded.http.RejectedRequestException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Which values Glance takes for the fields and properties of an image. */
final class ImageSchema {
  private static final String ID = "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$";
  private static final Pattern UUID = Pattern.compile(ID);
  private static final int LONGEST = 255;
  private static final int MOST = 128;

  /** Of these Glance says at once, before it looks at their values, that they are its own. */
  private static final Set<String> DISALLOWED =
      Set.of("direct_url", "self", "file", "schema", "stores");

  private static final Set<String> READ_ONLY =
      Set.of(
          "created_at",
          "updated_at",
          "status",
          "checksum",
          "size",
          "virtual_size",
          "direct_url",
          "self",
          "file",
          "schema",
          "id",
          "os_hash_algo",
          "os_hash_value");

  /** What may be chosen when an image is made, although it cannot be changed later. */
  private static final Set<String> CHOSEN = Set.of("id", "os_hash_algo", "os_hash_value");

  private static final Set<String> RESERVED =
      Set.of("location", "locations", "deleted", "deleted_at");

  private static final Map<String, List<String>> WORDS =
      Map.of(
          "visibility", List.of("community", "public", "private", "shared"),
          "container_format",
              List.of("ami", "ari", "aki", "bare", "ovf", "ova", "docker", "compressed"),
          "disk_format",
              List.of(
                  "ami", "ari", "aki", "vhd", "vhdx", "vmdk", "raw", "qcow2", "vdi", "iso",
                  "ploop"));

  private static final List<String> FIELDS =
      List.of("id", "name", "status", "visibility", "protected", "os_hidden", "checksum", "size");

  private ImageSchema() {}

  /** What Glance says about the fields of an image, as far as somebody asks for it. */
  static ObjectNode json() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("name", "image");
    root.putObject("additionalProperties").put("type", "string");
    ObjectNode fields = root.putObject("properties");
    FIELDS.forEach(fields::putObject);
    return root;
  }

  /** Checks the body of a request that makes an image. */
  static void checkNew(ObjectNode image) throws RejectedRequestException {
    for (String field : fields(image)) {
      if (DISALLOWED.contains(field)) {
        throw readOnly(field);
      }
      if (field.equals("locations")) {
        checkNotReserved(field);
      }
    }
    for (String field : fields(image)) {
      checkValue(field, image.get(field));
    }
    for (String field : fields(image)) {
      if (field.length() > LONGEST) {
        throw new RejectedRequestException(
            400, "Custom property should not be greater than 255 characters.");
      }
      if (READ_ONLY.contains(field) && !CHOSEN.contains(field)) {
        throw readOnly(field);
      }
      checkNotReserved(field);
    }
  }

  private static List<String> fields(ObjectNode image) {
    return image.properties().stream().map(Map.Entry::getKey).toList();
  }

  /** Checks that a field may be changed. */
  static void checkMayChange(String field) throws RejectedRequestException {
    if (READ_ONLY.contains(field)) {
      throw readOnly(field);
    }
    checkNotReserved(field);
  }

  private static RejectedRequestException readOnly(String field) {
    return new RejectedRequestException(403, "Attribute '%s' is read-only.".formatted(field));
  }

  private static void checkNotReserved(String field) throws RejectedRequestException {
    if (RESERVED.contains(field) || field.startsWith("os_glance")) {
      throw new RejectedRequestException(403, "Attribute '%s' is reserved.".formatted(field));
    }
  }

  /** Checks the value of a field or property. */
  static void checkValue(String field, JsonNode value) throws RejectedRequestException {
    try {
      checkShape(field, value);
    } catch (Mismatch e) {
      throw new RejectedRequestException(
          400,
          "Provided object does not match schema 'image': %s  Failed validating schema['properties']['%s']"
              .formatted(e.getMessage(), field));
    }
    checkCharacters(field, value);
  }

  /** A value that the schema does not allow. */
  private static final class Mismatch extends Exception {
    private static final long serialVersionUID = 1L;

    Mismatch(String why) {
      super(why);
    }
  }

  private static void checkShape(String field, JsonNode value)
      throws RejectedRequestException, Mismatch {
    switch (field) {
      case "protected", "os_hidden" -> require(value.isBoolean(), value, "boolean");
      case "min_ram", "min_disk" -> {
        require(value.isIntegralNumber(), value, "integer");
        if (value.asLong() < 0) {
          throw new RejectedRequestException(
              400,
              "Invalid value '%s' for parameter '%s': Cannot be a negative value"
                  .formatted(value, field));
        }
        if (value.asLong() > Integer.MAX_VALUE) {
          throw new RejectedRequestException(
              400, "'%s' value out of range, must not exceed 2147483647.".formatted(field));
        }
      }
      case "size", "virtual_size" ->
          require(value.isIntegralNumber() || value.isNull(), value, "integer");
      case "tags" -> checkTags(value);
      case "id" -> checkId(value, false);
      case "kernel_id", "ramdisk_id" -> checkId(value, true);
      case "name", "owner" -> {
        require(value.isTextual() || value.isNull(), value, "'null', 'string'");
        checkLength(value);
      }
      case "checksum", "os_hash_algo", "os_hash_value" ->
          require(value.isTextual() || value.isNull(), value, "'null', 'string'");
      case "visibility" -> checkWord(field, value, false);
      case "container_format", "disk_format" -> checkWord(field, value, true);
      default -> require(value.isTextual(), value, "'string'");
    }
  }

  private static void checkTags(JsonNode value) throws RejectedRequestException, Mismatch {
    require(value.isArray(), value, "array");
    for (JsonNode tag : value) {
      require(tag.isTextual(), tag, "string");
      checkLength(tag);
    }
    checkLimit("tags", value.size());
  }

  /**
   * Checks the tags of an image that was stored already: Glance's database looks at them after
   * everything else, and all else is done.
   *
   * @param before the tags that the image keeps
   */
  static void checkTags(StoredImage image, Set<String> before) throws RejectedRequestException {
    if (image.tags().stream().anyMatch(ImageSchema::isBeyondBasic)) {
      image.tags().clear();
      image.tags().addAll(before);
      throw new RejectedRequestException(400, "Param values can't contain 4 byte unicode.");
    }
  }

  private static void checkId(JsonNode value, boolean mayBeNull) throws Mismatch {
    require(value.isTextual() || (mayBeNull && value.isNull()), value, "'string'");
    if (value.isTextual() && !UUID.matcher(value.asText()).matches()) {
      throw new Mismatch("'%s' does not match '%s'".formatted(value.asText(), ID));
    }
  }

  private static void checkWord(String field, JsonNode value, boolean mayBeNull) throws Mismatch {
    require(value.isTextual() || (mayBeNull && value.isNull()), value, "string");
    if (value.isTextual() && !WORDS.get(field).contains(value.asText())) {
      throw new Mismatch("'%s' is not one of %s".formatted(value.asText(), WORDS.get(field)));
    }
  }

  private static void checkLength(JsonNode value) throws Mismatch {
    String text = value.asText();
    if (text.codePointCount(0, text.length()) > LONGEST) {
      throw new Mismatch("'%s' is too long".formatted(text));
    }
  }

  /** Glance's database keeps at most three bytes of a character. */
  private static void checkCharacters(String field, JsonNode value)
      throws RejectedRequestException {
    if (isBeyondBasic(field)) {
      throw new RejectedRequestException(400, "Property names can't contain 4 byte unicode.");
    }
    if (value.isTextual() && isBeyondBasic(value.asText())) {
      throw new RejectedRequestException(
          400, "%s can't contain 4 byte unicode characters.".formatted(field));
    }
  }

  private static boolean isBeyondBasic(String text) {
    return text.codePoints().anyMatch(Character::isSupplementaryCodePoint);
  }

  private static void require(boolean isRight, JsonNode value, String type) throws Mismatch {
    if (!isRight) {
      throw new Mismatch("%s is not of type %s".formatted(value, type));
    }
  }

  /** Checks how many properties an image has. */
  static void checkQuota(StoredImage image) throws RejectedRequestException {
    checkLimit("properties", image.propertyCount());
  }

  private static void checkLimit(String of, int number) throws RejectedRequestException {
    if (number > MOST) {
      throw new RejectedRequestException(
          413,
          "The limit has been exceeded on the number of allowed image %s. Attempted: %d, Maximum: %d"
              .formatted(of, number, MOST));
    }
  }
}
