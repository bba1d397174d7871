package io.glancesync;

import io.glancesync.cli.Engine;
import io.glancesync.config.Configuration;
import io.glancesync.transfer.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;

/**
 * The application's routes and beans as they are started for a command, in a folder of their own,
 * with delays that a test can wait for.
 */
public final class StartedEngine implements AutoCloseable {
  private final CamelEngine engine;

  /**
   * @param home an empty folder
   * @param more texts of further route files
   */
  public StartedEngine(Path home, Configuration configuration, String... more) {
    copy(Path.of("routes"), home.resolve("routes"));
    for (String text : more) {
      write(home.resolve("routes/99-more.camel.yaml"), text);
    }
    copy(Path.of("conf"), home.resolve("conf"));
    quicken(home.resolve("conf/application.properties"));
    engine = new CamelEngine(home, configuration, new Progress() {});
  }

  private static void copy(Path from, Path to) {
    try (Stream<Path> files = Files.list(from)) {
      Files.createDirectories(to);
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void quicken(Path properties) {
    try {
      String text = Files.readString(properties);
      write(
          properties,
          text.replaceAll("(?m)^(glancesync.retry-delay) = .*", "$1 = 10")
              .replaceAll("(?m)^(glancesync.response-timeout) = .*", "$1 = 5"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Engine engine() {
    return engine;
  }

  /** What the engine keeps to itself. */
  public CamelContext context() {
    try {
      var main = CamelEngine.class.getDeclaredField("main");
      main.setAccessible(true);
      return ((Main) main.get(engine)).getCamelContext();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    engine.close();
  }
}
