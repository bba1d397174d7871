package io.glancesync.openstack;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Reading and writing of JSON texts whose problem is told in the words of this application. */
final class Json {
  static final ObjectMapper MAPPER = new ObjectMapper();

  /** For what may be long: its parsers do not keep all names of fields that they have seen. */
  static final JsonFactory FACTORY =
      JsonFactory.builder().disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES).build();

  private Json() {}

  /**
   * @param who the server, for the message
   * @throws UnexpectedAnswerException when the text is not a JSON object
   */
  static JsonNode object(String who, String text) {
    try {
      JsonNode node = MAPPER.readTree(text == null ? "" : text);
      if (node.isObject()) {
        return node;
      }
      throw unexpected(who, text, null);
    } catch (JsonProcessingException e) {
      throw unexpected(who, text, null);
    }
  }

  /** Says what a text is that is not the JSON that it should be. */
  static UnexpectedAnswerException unexpected(String who, String text, Throwable cause) {
    String start = text == null ? "" : text.strip();
    String what =
        start.isEmpty()
            ? "an empty answer"
            : start.startsWith("<") ? "HTML or XML instead of JSON" : "something else than JSON";
    return new UnexpectedAnswerException(
        "%s answered %s".formatted(who, what),
        "check the address, and whether a proxy is in front of it",
        cause);
  }

  static String write(JsonNode node) {
    try {
      return MAPPER.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a JSON tree can always be written", e);
    }
  }
}
