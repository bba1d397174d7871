package io.glancesync;

import io.glancesync.config.DataFolder;
import io.glancesync.config.source.ConfigurationException;
import io.glancesync.error.FileErrors;
import io.glancesync.file.AtomicFile;
import io.glancesync.file.LimitedFile;
import io.glancesync.file.PrivateFolder;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * Chooses the appenders of {@code conf/log4j2.properties} that the log goes to.
 *
 * @param file that file
 * @param text its content
 */
record Log(Path file, Properties text) {
  private static final String CHOICE = "GLANCESYNC_LOG";
  private static final String CONFIGURATION = "log4j2.configurationFile";
  private static final String FOLDER = "glancesync.log.folder";

  /**
   * Prepares the log, before its first line.
   *
   * @param home the folder that {@code conf} is in
   * @throws ConfigurationException when the environment names an appender that does not exist
   */
  static void configure(Path home, Map<String, String> environment) {
    Path file = home.resolve("conf/log4j2.properties");
    // without a file, log4j would write to standard output, where results belong
    if (System.getProperty(CONFIGURATION) == null && Files.exists(file)) {
      System.setProperty(CONFIGURATION, file.toUri().toString());
      if (environment.containsKey(CHOICE)) {
        Log log = read(file);
        log.check(environment.get(CHOICE));
        // log4j makes the folders of all its files, whether they are used or not
        if (log.isFile(environment.get(CHOICE))) {
          Path folder = DataFolder.of(home, Map.of(), environment).resolve("log");
          prepare(folder);
          System.setProperty(FOLDER, folder.toString());
        }
      }
    }
  }

  private static Log read(Path file) {
    var text = new Properties();
    try {
      text.load(new StringReader(LimitedFile.text(file, LimitedFile.CONFIGURATION)));
      return new Log(file, text);
    } catch (IOException | IllegalArgumentException e) {
      throw new ConfigurationException(
          "Tried to read %s, but %s"
              .formatted(file, e instanceof IOException io ? FileErrors.text(io) : e.getMessage()),
          "correct it, or take the one that was delivered");
    }
  }

  /** Checks the folder first: Log4j would only complain, at length, and log nothing. */
  private static void prepare(Path folder) {
    try {
      PrivateFolder.make(folder.getParent());
      PrivateFolder.makeWithin(folder);
      AtomicFile.probe(folder);
    } catch (IOException e) {
      throw new ConfigurationException(
          "Tried to write the log to %s, but %s".formatted(folder, FileErrors.text(e)),
          "make it a folder that is writable, or unset $%s".formatted(CHOICE));
    }
  }

  private void check(String choice) {
    if (!appenders().contains(choice)) {
      throw new ConfigurationException(
          "Tried to write the log as $%s says, but '%s' is not one of the appenders of %s (%s)"
              .formatted(CHOICE, choice, file, String.join(", ", appenders())),
          "correct or unset it");
    }
  }

  private List<String> appenders() {
    return text.stringPropertyNames().stream()
        .filter(key -> key.matches("appender\\.[^.]+\\.name"))
        .map(text::getProperty)
        .sorted()
        .toList();
  }

  private boolean isFile(String appender) {
    return text.containsKey("appender.%s.fileName".formatted(appender));
  }
}
