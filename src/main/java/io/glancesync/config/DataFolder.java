package io.glancesync.config;

import io.glancesync.config.source.ConfigurationException;
import io.glancesync.error.FileErrors;
import io.glancesync.file.LimitedFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * Where the run-time data is. Commands that only look at files ask here without starting any route,
 * so that one rule says it.
 */
public final class DataFolder {
  public static final String KEY = "glancesync.var";

  /** Where nobody says it. */
  public static final String STANDARD = "var";

  private static final String VARIABLE = "GLANCESYNC_VAR";

  private DataFolder() {}

  /**
   * @param home the folder that holds {@code conf}, where a relative path begins
   * @param properties count more than everything else
   * @param environment takes precedence over the file
   * @throws ConfigurationException when the file is there and cannot be read
   */
  public static Path of(
      Path home, Map<String, String> properties, Map<String, String> environment) {
    String text =
        Optional.ofNullable(properties.get(KEY))
            // an empty one would mean the program's own folder
            .or(() -> Optional.ofNullable(environment.get(VARIABLE)).filter(it -> !it.isBlank()))
            .or(() -> ofFile(home.resolve("conf/application.properties")))
            .orElse(STANDARD);
    return home.resolve(text.strip());
  }

  private static Optional<String> ofFile(Path file) {
    var properties = new Properties();
    try {
      byte[] bytes = LimitedFile.bytes(file, LimitedFile.CONFIGURATION);
      properties.load(new ByteArrayInputStream(bytes));
      return Optional.ofNullable(properties.getProperty(KEY)).filter(it -> !it.isBlank());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      throw new ConfigurationException(
          "Tried to read %s, but %s"
              .formatted(file, e instanceof IOException io ? FileErrors.text(io) : e.getMessage()),
          "correct it, or take the one that was delivered");
    }
  }
}
