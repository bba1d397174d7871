package io.glancesync.file;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.image.Visibility;
import io.glancesync.region.RegionName;
import java.util.List;

/**
 * One line of a backup: region, name, id, status, size, checksum, owner, whether it is public, user
 * properties.
 */
final class BackupRow {
  private static final int FIELDS = 9;

  /** A backup does not hold formats, and a rehearsal must not fail for want of them. */
  private static final String DISK_FORMAT = "raw";

  private static final String CONTAINER_FORMAT = "bare";

  private BackupRow() {}

  static List<String> fields(RegionName region, Image image) {
    return List.of(
        region.toString(),
        image.name(),
        image.id().value(),
        image.status(),
        Long.toString(image.size()),
        image.checksum(),
        image.owner(),
        image.isPublic() ? "True" : "False",
        properties(image));
  }

  private static String properties(Image image) {
    ObjectNode properties = JsonNodeFactory.instance.objectNode();
    image.properties().forEach(properties::put);
    return properties.toString();
  }

  /**
   * @throws IllegalArgumentException when the fields are not those of an image
   */
  static Image image(List<String> fields) {
    if (fields.size() != FIELDS) {
      throw new IllegalArgumentException(
          "%d fields instead of %d (region, name, id, status, size, checksum, owner, public, user properties)"
              .formatted(fields.size(), FIELDS));
    }
    return Image.builder(id(fields.get(2)))
        .name(fields.get(1))
        .status(fields.get(3).strip())
        .size(size(fields.get(4).strip()))
        .checksum(fields.get(5).strip())
        .owner(fields.get(6).strip())
        .visibility(visibility(fields.get(7).strip()))
        .formats(DISK_FORMAT, CONTAINER_FORMAT)
        .properties(PropertiesText.read(fields.get(8)))
        .build();
  }

  private static ImageId id(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("the image has no id");
    }
    return new ImageId(text.strip());
  }

  private static long size(String text) {
    if (text.isEmpty()) {
      return 0;
    }
    if (!text.matches("\\d{1,18}")) {
      throw new IllegalArgumentException("the size '%s' is not a number of bytes".formatted(text));
    }
    return Long.parseLong(text);
  }

  /** The oldest backups have Yes and No. */
  private static Visibility visibility(String text) {
    return switch (text) {
      case "True", "Yes" -> Visibility.PUBLIC;
      case "False", "No" -> Visibility.PRIVATE;
      default ->
          throw new IllegalArgumentException(
              "'%s' is where True or False says whether the image is public".formatted(text));
    };
  }
}
