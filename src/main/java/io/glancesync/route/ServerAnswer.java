package io.glancesync.route;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.camel.http.base.HttpOperationFailedException;

/**
 * What Keystone or Glance answered instead of doing what it was asked for.
 *
 * @param hiding takes our secrets out of a text: a server, or a proxy before it, may repeat the
 *     request
 */
record ServerAnswer(HttpOperationFailedException answer, UnaryOperator<String> hiding) {
  private static final String SIGN_IN = "/auth/tokens";
  private static final int LONGEST_DETAIL = 300;

  /** Of a body: much of it may be HTML that says nothing. */
  private static final int LOOKED_AT = 10_000;

  int status() {
    return answer.getStatusCode();
  }

  /** The status in words: {@code 503 Service Unavailable}. */
  String line() {
    String text = Optional.ofNullable(answer.getStatusText()).orElse("");
    return limited((status() + " " + safe(text, LONGEST_DETAIL)).strip());
  }

  String uri() {
    return answer.getUri();
  }

  /** Where it says that what was asked for is. */
  Optional<String> redirection() {
    return Optional.ofNullable(answer.getRedirectLocation())
        .filter(it -> !it.isBlank())
        .map(it -> safe(it, LONGEST_DETAIL));
  }

  boolean isSignIn() {
    return answer.getUri().endsWith(SIGN_IN);
  }

  /** Whether it answers an image's content. */
  boolean isOfContent() {
    return answer.getUri().endsWith("/file");
  }

  /** Who answered: the address without its path. */
  String server() {
    String uri = answer.getUri();
    int path = uri.indexOf('/', uri.indexOf("//") + 2);
    return path < 0 ? uri : uri.substring(0, path);
  }

  /** What the server says, without its HTML, or the line in which it repeats the status. */
  String detail() {
    String body = Optional.ofNullable(answer.getResponseBody()).orElse("");
    String text =
        safe(body, LOOKED_AT)
            .replaceFirst("^\\s*[0-9]{3} [^\n]*\n", "")
            .replaceAll("(?is)<(title|h1|style|script)\\b.*?</\\1>", " ")
            .replaceAll("<[^>]*>", " ")
            .replaceAll("\\s+", " ")
            .strip();
    return text.isEmpty() ? "" : " (" + limited(text) + ")";
  }

  /** Without secrets; cut off only where no part of one is left. */
  private String safe(String text, int length) {
    String start = text.substring(0, Math.min(2 * length, text.length()));
    String safe = hiding.apply(start);
    return safe.substring(0, Math.min(length, safe.length()));
  }

  private static String limited(String text) {
    return text.substring(0, Math.min(LONGEST_DETAIL, text.length()));
  }

  /** By which OpenStack's own log can be searched. */
  Optional<String> requestId() {
    return Optional.ofNullable(answer.getResponseHeaders()).orElse(Map.of()).entrySet().stream()
        .filter(it -> it.getKey().toLowerCase(Locale.ROOT).equals("x-openstack-request-id"))
        .map(it -> safe(it.getValue(), LONGEST_DETAIL))
        .findFirst();
  }

  /** The same, for a sentence. */
  String request() {
    return requestId().map(it -> ", request " + it).orElse("");
  }
}
