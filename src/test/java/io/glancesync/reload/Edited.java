package io.glancesync.reload;

import static java.util.stream.Collectors.joining;

import io.glancesync.StartedEngine;
import io.glancesync.config.Configuration;
import io.glancesync.config.ConfigurationLoader;
import io.glancesync.config.source.Environment;
import io.glancesync.run.RunLock;
import io.glancesync.time.Ticker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.UnaryOperator;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;

/** A started application whose route files are edited. */
final class Edited implements AutoCloseable {
  final Path home;
  final Path routes;
  final RunLock runLock;
  final CamelContext context;
  final Reload reload;
  final ProducerTemplate template;
  final StartedEngine engine;

  /**
   * @param home an empty folder
   */
  Edited(Path home) {
    this(home, configuration(home));
  }

  Edited(Path home, Configuration configuration) {
    this.home = home;
    routes = home.resolve("routes");
    // the file counts, not what other tests want to be quick
    engine = new StartedEngine(home, configuration, UnaryOperator.identity(), Map.of());
    context = engine.context();
    runLock = context.getRegistry().findSingleByType(RunLock.class);
    template = context.createProducerTemplate();
    reload =
        new Reload(
            context,
            // two polls in a row are enough
            new WatchedFiles(home, texts(), Ticker.REAL, Duration.ZERO),
            runLock,
            StartedEngine.ENTRY_POINTS,
            it -> StartedEngine.checked(it, home));
  }

  private Map<String, String> texts() {
    try {
      return WatchedFiles.texts(home);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Configuration configuration(Path home) {
    var surroundings = new Environment(Map.of("OS_REGION_NAME", "Here"), home, home, home);
    return new ConfigurationLoader(surroundings).load(Optional.empty(), List.of()).configuration();
  }

  /** What is wrong once this text has been polled. */
  String edit(String file, String text) {
    write(file, text);
    return look();
  }

  /** What is wrong once a place in a delivered file has been changed and polled. */
  String edit(String file, String from, String to) {
    String text = read(file);
    if (!text.contains(from)) {
      throw new IllegalArgumentException(from);
    }
    return edit(file, text.replace(from, to));
  }

  String delete(String file) {
    try {
      Files.delete(routes.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return look();
  }

  String look() {
    reload.poll();
    reload.poll();
    return reload.problems().stream().map(Problem::text).collect(joining("\n"));
  }

  void write(String file, String text) {
    try {
      Files.writeString(routes.resolve(file), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String read(String file) {
    try {
      return Files.readString(routes.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a route answers. */
  String ask(String route) {
    return template.requestBody("direct:" + route, "", String.class);
  }

  /** The text of a file with a route that answers with a word. */
  static String answering(String route, String word) {
    return """
        - route:
            id: %1$s
            description: Answers
            from:
              uri: direct:%1$s
              steps:
                - setBody:
                    constant: %2$s
        """
        .formatted(route, word);
  }

  /** Holds up whatever comes to it; a route calls it as the bean {@code barrier}. */
  public static final class Barrier {
    final Semaphore arrived = new Semaphore(0);
    final Semaphore open = new Semaphore(0);

    public void hold() throws InterruptedException {
      arrived.release();
      open.acquire();
    }
  }

  Barrier barrier() {
    var barrier = new Barrier();
    context.getRegistry().bind("barrier", barrier);
    return barrier;
  }

  @Override
  public void close() {
    engine.close();
  }
}
