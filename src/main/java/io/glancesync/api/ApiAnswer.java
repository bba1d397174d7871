package io.glancesync.api;

import java.util.Map;

/**
 * An answer of the API.
 *
 * @param code of HTTP
 * @param headers beside those that every answer has
 * @param body JSON; empty for none
 */
public record ApiAnswer(int code, Map<String, String> headers, String body) {
  public ApiAnswer {
    headers = Map.copyOf(headers);
  }

  static ApiAnswer ok(String body) {
    return new ApiAnswer(200, Map.of(), body);
  }
}
