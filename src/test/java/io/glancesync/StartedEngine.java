package io.glancesync;

import io.glancesync.cli.run.Engine;
import io.glancesync.config.Configuration;
import io.glancesync.property.PropertySource;
import io.glancesync.region.RegionName;
import io.glancesync.run.Progress;
import io.glancesync.time.Clocks;
import io.glancesync.time.Ticker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;

/**
 * The application's routes and beans as they are started for a command, in a folder of their own,
 * with delays that a test can wait for.
 */
public final class StartedEngine implements AutoCloseable {
  /** Where Java enters the routes. */
  public static final Set<String> ENTRY_POINTS = CamelEngine.ENTRY_POINTS;

  private final CamelEngine engine;

  private static final Map<String, String> QUICK =
      Map.of(
          "glancesync.retry.initial-delay", "10ms",
          "glancesync.dead-letter.max-wait", "0",
          "glancesync.request.response-timeout", "5s",
          "glancesync.region.outage-timeout", "0s");

  /**
   * @param home an empty folder
   * @param more texts of further route files
   */
  public StartedEngine(Path home, Configuration configuration, String... more) {
    this(home, configuration, UnaryOperator.identity(), QUICK, more);
  }

  /**
   * @param home a folder without routes and conf
   * @param routes changes the text of a route file
   * @param properties instead of those in application.properties; a port of the HTTP API makes it
   *     the engine of a service
   * @param more texts of further route files
   */
  public StartedEngine(
      Path home,
      Configuration configuration,
      UnaryOperator<String> routes,
      Map<String, String> properties,
      String... more) {
    this(home, configuration, routes, properties, Clock.systemUTC(), more);
  }

  /**
   * @param clock what it takes the time from
   */
  public StartedEngine(
      Path home,
      Configuration configuration,
      UnaryOperator<String> routes,
      Map<String, String> properties,
      Clock clock,
      String... more) {
    this(home, configuration, routes, properties, clock, Ticker.REAL, more);
  }

  /**
   * @param ticker what it takes durations from
   */
  public StartedEngine(
      Path home,
      Configuration configuration,
      UnaryOperator<String> routes,
      Map<String, String> properties,
      Clock clock,
      Ticker ticker,
      String... more) {
    copy(Path.of("routes"), home.resolve("routes"), routes);
    for (String text : more) {
      write(home.resolve("routes/99-more.camel.yaml"), text);
    }
    copy(Path.of("conf"), home.resolve("conf"), UnaryOperator.identity());
    write(home.resolve("conf/application.properties"), settings());
    engine =
        new CamelEngine(
            home,
            configuration,
            properties,
            new Progress() {},
            new Clocks(clock, ticker),
            properties.containsKey("glancesync.http.port"));
  }

  private StartedEngine(CamelEngine engine) {
    this.engine = engine;
  }

  /** Starts what is in a folder with routes and conf. */
  public static StartedEngine in(Path home, Configuration configuration) {
    var noProgress = new Progress() {};
    return new StartedEngine(
        new CamelEngine(
            home,
            configuration,
            Map.of(),
            noProgress,
            new Clocks(Clock.systemUTC(), Ticker.REAL),
            false));
  }

  /** The settings as a Camel context resolves them. */
  public static PropertySource properties(CamelContext context) {
    return new CamelProperties(context);
  }

  /** The delivered settings, with every default written out, so that a test can edit it. */
  public static String settings() {
    try {
      return Files.readString(Path.of("conf/application.properties"))
          .replaceAll("(?m)^#(?=glancesync)", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(Path from, Path to, UnaryOperator<String> change) {
    try (Stream<Path> files = Files.list(from)) {
      Files.createDirectories(to);
      for (Path file : files.toList()) {
        write(to.resolve(file.getFileName()), change.apply(Files.readString(file)));
      }
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

  /** What the engine asks of the values in application.properties. */
  public static List<String> checked(CamelContext values, Path home) {
    return CamelEngine.checked(values, home, Set.of(RegionName.MASTER_TARGET));
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
