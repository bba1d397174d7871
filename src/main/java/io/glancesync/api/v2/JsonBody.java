package io.glancesync.api.v2;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.glancesync.api.ApiException;
import io.glancesync.api.ApiRequest;
import io.glancesync.api.ProblemType;
import io.glancesync.file.JsonErrors;
import io.glancesync.file.LimitedJson;

/** What a caller sends, as a record. A field that the record has not is an error. */
final class JsonBody {
  private static final JsonMapper MAPPER =
      LimitedJson.mapper()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .build();

  private JsonBody() {}

  /**
   * Reads it.
   *
   * @param form what it has to be like, for people
   * @throws ApiException if it is no such JSON
   */
  static <T> T read(ApiRequest request, Class<T> type, String form) {
    String text = request.call().body();
    try {
      T body = text.isBlank() ? null : MAPPER.readValue(text, type);
      if (body != null) {
        return body;
      }
    } catch (JsonProcessingException e) {
      throw wrong(
          "The body cannot be understood: %s. Send %s".formatted(JsonErrors.of(text, e), form));
    }
    throw wrong("The body is empty. Send " + form);
  }

  /** Makes sure that a key is there, although its value may be null. */
  static void require(ApiRequest request, String key, String form) {
    try {
      if (!MAPPER.readTree(request.call().body()).has(key)) {
        throw wrong("The body has no %s. Send %s".formatted(key, form));
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("it was read before", e);
    }
  }

  static ApiException wrong(String detail) {
    return ApiException.of(ProblemType.BAD_REQUEST, detail);
  }
}
