package io.glancesync.openstack;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.InternCache;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/**
 * Reads the JSON of one image, of which little can be a lot: a megabyte has room for 300 000 empty
 * objects. What an image cannot have is passed over, and never in memory.
 */
final class ImageReader {
  /** Of properties, and of tags. Glance itself allows 128 unless it is told otherwise. */
  private static final int MOST = 1000;

  private ImageReader() {}

  /**
   * @param parser at the first token of the image
   * @return a missing node when that is not an object
   */
  static JsonNode read(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return MissingNode.getInstance();
    }
    ObjectNode image = Json.MAPPER.createObjectNode();
    int properties = 0;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      // the same few in all images, as a rule
      String name = InternCache.instance.intern(parser.currentName());
      if (!Glance.BASE_FIELDS.contains(name) && ++properties > MOST) {
        throw tooMany("properties");
      }
      boolean isArray = parser.nextToken() == JsonToken.START_ARRAY;
      image.set(name, isArray && name.equals("tags") ? tags(parser) : value(parser));
    }
    return image;
  }

  private static ArrayNode tags(JsonParser parser) throws IOException {
    ArrayNode tags = Json.MAPPER.createArrayNode();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (tags.size() == MOST) {
        throw tooMany("tags");
      }
      tags.add(value(parser));
    }
    return tags;
  }

  /** An empty text for what is none, such as an object. */
  private static JsonNode value(JsonParser parser) throws IOException {
    if (parser.currentToken().isScalarValue()) {
      return Json.MAPPER.readTree(parser);
    }
    parser.skipChildren();
    return Json.MAPPER.getNodeFactory().textNode("");
  }

  private static UnexpectedAnswerException tooMany(String what) {
    return new UnexpectedAnswerException(
        "Glance answered an image of more than %d %s".formatted(MOST, what));
  }
}
