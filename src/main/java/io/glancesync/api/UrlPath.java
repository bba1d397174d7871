package io.glancesync.api;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** A text as one segment of a path. */
final class UrlPath {
  private UrlPath() {}

  static String segment(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
