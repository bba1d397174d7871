package io.glancesync.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.glancesync.file.LimitedJson;

/** JSON of the API, and of Keystone's answers to it. */
final class ApiJson {
  private static final ObjectMapper MAPPER = LimitedJson.mapper().build();

  private ApiJson() {}

  static String text(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps, lists and texts can always be written", e);
    }
  }

  /**
   * @throws JsonProcessingException if the text is not valid JSON
   */
  static JsonNode read(String text) throws JsonProcessingException {
    return MAPPER.readTree(text);
  }
}
