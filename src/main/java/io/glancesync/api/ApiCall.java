package io.glancesync.api;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hc.core5.http.NameValuePair;
import org.apache.hc.core5.http.message.BasicHeaderValueParser;
import org.apache.hc.core5.http.message.ParserCursor;

/**
 * What a request asks for. All of it is the caller's word.
 *
 * @param method of HTTP
 * @param path as it came, without what is asked for after a question mark
 * @param parameters the parts of the path that stand for something, such as {@code region}
 * @param headers of those that the API knows, by their names in lower case
 * @param body empty for none
 */
public record ApiCall(
    String method,
    String path,
    Map<String, String> parameters,
    ApiQuery query,
    Map<String, String> headers,
    String body) {
  public static final String IF_NONE_MATCH = "if-none-match";
  public static final String IDEMPOTENCY_KEY = "idempotency-key";
  public static final String ACCEPT = "accept";
  public static final String LAST_EVENT_ID = "last-event-id";

  private static final String VERSION_TWO = "/v2";

  public ApiCall {
    parameters = Map.copyOf(parameters);
    headers = Map.copyOf(headers);
  }

  /** Whether it belongs to version 2 of the API. */
  public boolean isOfVersionTwo() {
    return isOfVersionTwo(path);
  }

  /** Whether a path belongs to version 2 of the API. */
  public static boolean isOfVersionTwo(String path) {
    return path.equals(VERSION_TWO) || path.startsWith(VERSION_TWO + "/");
  }

  /** Whether it only looks. */
  public boolean isReading() {
    return method.equals("GET") || method.equals("HEAD");
  }

  /** A part of the path; empty if it has none of that name. */
  public String parameter(String name) {
    return parameters.getOrDefault(name, "");
  }

  /** Whether it names a type of answers; a star does not. */
  boolean accepts(String type) {
    String accept = header(ACCEPT).orElse("");
    var whole = new ParserCursor(0, accept.length());
    return Stream.of(BasicHeaderValueParser.INSTANCE.parseElements(accept, whole))
        .filter(it -> it.getName().equalsIgnoreCase(type))
        .anyMatch(it -> !isRefused(it.getParameterByName("q")));
  }

  /** A weight of nothing. */
  private static boolean isRefused(NameValuePair weight) {
    return weight != null && weight.getValue() != null && weight.getValue().matches("0(\\.0*)?");
  }

  /** A header that the API knows. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }
}
