package io.glancesync.api.page;

import io.glancesync.api.ApiAnswer;
import io.glancesync.api.ApiException;
import io.glancesync.api.ApiRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;

/**
 * The files of the status page. They come from the class path, by a fixed list of names: nothing
 * that a caller sends is part of a path. Nothing in them is secret, so they need no token.
 */
public final class PageFiles {
  private static final String LIBRARY = "lit-html.js";

  private static final Map<String, String> TYPES =
      Map.of(
          "status.js",
          "text/javascript; charset=utf-8",
          "status.css",
          "text/css; charset=utf-8",
          "icon.svg",
          "image/svg+xml",
          LIBRARY,
          "text/javascript; charset=utf-8");

  /** The page may load what this server has, and nothing else; nor may another page hold it. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
          + " img-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

  private static final String WEB_JAR = "/META-INF/maven/org.webjars.npm/lit-html/pom.properties";

  /** The page itself. */
  public ApiAnswer index() {
    return answer("text/html; charset=utf-8", text("index.html"));
  }

  /**
   * A file that the page asks for.
   *
   * @throws ApiException 404 if the page has no file of that name
   */
  public ApiAnswer file(ApiRequest request) {
    String name = request.call().parameter("file");
    String type = TYPES.get(name);
    if (type == null) {
      throw ApiException.unknownPath();
    }
    return answer(type, text(name.equals(LIBRARY) ? libraryPath() : name));
  }

  private static ApiAnswer answer(String type, String text) {
    return new ApiAnswer(
        200,
        type,
        Map.of(
            "Content-Security-Policy", POLICY,
            "X-Content-Type-Options", "nosniff",
            "Referrer-Policy", "no-referrer",
            "Cache-Control", "no-cache"),
        text);
  }

  /** The library's path contains its version, which it tells itself. */
  private static String libraryPath() {
    try (InputStream in = open(WEB_JAR)) {
      var properties = new Properties();
      properties.load(in);
      return "/META-INF/resources/webjars/lit-html/%s/lit-html.js"
          .formatted(properties.getProperty("version"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(String path) {
    try (InputStream in = open(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(String path) {
    InputStream in = PageFiles.class.getResourceAsStream(path);
    if (in == null) {
      throw new IllegalStateException("%s is not on the class path".formatted(path));
    }
    return in;
  }
}
