package io.glancesync.api;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Texts as parts of an address. */
public final class UrlPath {
  private UrlPath() {}

  /** A text as one segment of a path, or as a value. */
  public static String segment(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** A path of several segments. */
  public static String path(String path) {
    return Stream.of(path.split("/", -1)).map(UrlPath::segment).collect(Collectors.joining("/"));
  }
}
