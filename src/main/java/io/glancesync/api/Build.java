package io.glancesync.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * What was built.
 *
 * @param version such as {@code 1.7.0}
 * @param date ISO 8601
 */
public record Build(String version, String date) {
  /** As the build wrote it down. */
  public static Build ofThisProgram() {
    try (var text = Build.class.getResourceAsStream("build.properties")) {
      var properties = new Properties();
      properties.load(text);
      return new Build(properties.getProperty("version"), properties.getProperty("date"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
