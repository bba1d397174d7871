package io.glancesync.error;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.camel.http.base.HttpOperationFailedException;

/**
 * An error answer of Keystone or Glance.
 *
 * @param hiding removes secrets from a text: a server, or a proxy before it, may repeat the request
 */
record ServerAnswer(HttpOperationFailedException answer, UnaryOperator<String> hiding) {
  private static final String SIGN_IN = "/auth/tokens";
  private static final int LONGEST_DETAIL = 300;

  /** How many characters of a body are searched; the rest may be HTML without any information. */
  private static final int LOOKED_AT = 10_000;

  AnswerStatus status() {
    return new AnswerStatus(answer.getStatusCode());
  }

  /** The status line: {@code 503 Service Unavailable}. */
  String line() {
    String text = Optional.ofNullable(answer.getStatusText()).orElse("");
    return limited((answer.getStatusCode() + " " + safe(text, LONGEST_DETAIL)).strip());
  }

  String uri() {
    return answer.getUri();
  }

  /** The address that the answer redirects to. */
  Optional<String> redirection() {
    return Optional.ofNullable(answer.getRedirectLocation())
        .filter(it -> !it.isBlank())
        .map(it -> safe(it, LONGEST_DETAIL));
  }

  boolean isSignIn() {
    return answer.getUri().endsWith(SIGN_IN);
  }

  /** Whether it answers a request for image content. */
  boolean isOfContent() {
    return answer.getUri().endsWith("/file");
  }

  /** The server that answered: the address without its path. */
  String server() {
    String uri = answer.getUri();
    int path = uri.indexOf('/', uri.indexOf("//") + 2);
    return path < 0 ? uri : uri.substring(0, path);
  }

  /** The text of the server, without HTML and without the line that repeats the status. */
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

  /**
   * The text without secrets, cut to a length. It is cut only where no part of a secret remains.
   */
  private String safe(String text, int length) {
    String start = text.substring(0, Math.min(2 * length, text.length()));
    String safe = hiding.apply(start);
    return safe.substring(0, Math.min(length, safe.length()));
  }

  private static String limited(String text) {
    return text.substring(0, Math.min(LONGEST_DETAIL, text.length()));
  }

  /** The request id, to search for in OpenStack's own log. */
  Optional<String> requestId() {
    return Optional.ofNullable(answer.getResponseHeaders()).orElse(Map.of()).entrySet().stream()
        .filter(it -> it.getKey().toLowerCase(Locale.ROOT).equals("x-openstack-request-id"))
        .map(it -> safe(it.getValue(), LONGEST_DETAIL))
        .findFirst();
  }

  /** The request id, as a part of a sentence. */
  String request() {
    return requestId().map(it -> ", request " + it).orElse("");
  }
}
