package io.glancesync.api;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * An answer of the API.
 *
 * @param code of HTTP
 * @param type of the body
 * @param headers beside those that every answer has
 * @param body empty for none
 */
public record ApiAnswer(int code, String type, Map<String, String> headers, String body) {
  public static final String JSON = "application/json";

  /** Of RFC 9457. */
  static final String PROBLEM = "application/problem+json";

  private static final String CACHE_CONTROL = "Cache-Control";

  public ApiAnswer {
    headers = Map.copyOf(headers);
  }

  /** JSON. */
  public static ApiAnswer ok(String body) {
    return new ApiAnswer(200, JSON, Map.of(), body);
  }

  /** Nothing more is to be said. */
  public static ApiAnswer nothing() {
    return new ApiAnswer(204, JSON, Map.of(), "");
  }

  /** The same as an answer to something that takes a while. */
  public ApiAnswer accepted(String location) {
    return new ApiAnswer(202, type, headers, body).with("Location", location);
  }

  /** The same with one header more. */
  public ApiAnswer with(String header, String value) {
    var all = new HashMap<>(headers);
    all.put(header, value);
    return new ApiAnswer(code, type, all, body);
  }

  /**
   * The answer to this request: what a client that asks again has already is not sent again. That
   * goes for version 2, and for what says itself how it may be kept; version 1 knows nothing of it.
   */
  public ApiAnswer to(ApiRequest request) {
    ApiCall call = request.call();
    boolean mayBeKept = call.isOfVersionTwo() || headers.containsKey(CACHE_CONTROL);
    if (!mayBeKept || !call.isReading() || code != 200) {
      return this;
    }
    String tag = "\"%s\"".formatted(TextHash.of(body));
    ApiAnswer tagged =
        with("ETag", tag)
            .with(CACHE_CONTROL, headers.getOrDefault(CACHE_CONTROL, "private, no-cache"));
    boolean isKnown =
        call.header(ApiCall.IF_NONE_MATCH).stream()
            .flatMap(it -> Stream.of(it.split(",")))
            .map(it -> it.strip().replaceFirst("^W/", ""))
            .anyMatch(it -> it.equals(tag) || it.equals("*"));
    return isKnown ? new ApiAnswer(304, type, tagged.headers(), "") : tagged;
  }
}
