package io.glancesync.route;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.camel.http.base.HttpOperationFailedException;

/** What Keystone or Glance answered instead of doing what it was asked for. */
record ServerAnswer(HttpOperationFailedException answer) {
  private static final String SIGN_IN = "/auth/tokens";
  private static final int LONGEST_DETAIL = 300;

  /** A proxy may repeat the request, with what must not be seen. */
  private static final Pattern TOKEN = Pattern.compile("gAAAA[\\w=-]+|eyJ[\\w=.-]{40,}");

  int status() {
    return answer.getStatusCode();
  }

  /** The status in words: {@code 503 Service Unavailable}. */
  String line() {
    String text = Optional.ofNullable(answer.getStatusText()).orElse("");
    return (status() + " " + text).strip();
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
        body.replaceFirst("^\\s*[0-9]{3} [^\n]*\n", "")
            .replaceAll("(?is)<(title|h1|style|script)\\b.*?</\\1>", " ")
            .replaceAll("<[^>]*>", " ")
            .replaceAll("\\s+", " ")
            .strip();
    String safe = TOKEN.matcher(text).replaceAll("***");
    return safe.isEmpty()
        ? ""
        : " (" + safe.substring(0, Math.min(LONGEST_DETAIL, safe.length())) + ")";
  }

  /** By which OpenStack's own log can be searched. */
  Optional<String> requestId() {
    return Optional.ofNullable(answer.getResponseHeaders()).orElse(Map.of()).entrySet().stream()
        .filter(it -> it.getKey().toLowerCase(Locale.ROOT).equals("x-openstack-request-id"))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** The same, for a sentence. */
  String request() {
    return requestId().map(it -> ", request " + it).orElse("");
  }
}
