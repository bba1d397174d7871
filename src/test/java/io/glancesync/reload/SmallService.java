package io.glancesync.reload;

import static java.util.stream.Collectors.joining;

import io.glancesync.SettableTicks;
import io.glancesync.file.RuntimeData;
import io.glancesync.run.RunLock;
import io.glancesync.store.file.FileRunTurns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;

/** A Camel context with a few route files, which are edited: quick enough for many edits. */
final class SmallService implements AutoCloseable {
  final Path home;
  final DefaultCamelContext context;
  final SettableTicks ticks = new SettableTicks();
  final RunLock runLock;
  final Reload reload;

  /**
   * @param home a folder with {@code routes} and {@code conf}
   */
  SmallService(Path home, Map<String, Object> beans) throws Exception {
    this(home, beans, ReloadFault.NONE);
  }

  SmallService(Path home, Map<String, Object> beans, ReloadFault fault) throws Exception {
    this.home = home;
    context = fault.context();
    beans.forEach(context.getRegistry()::bind);
    Map<String, String> texts = WatchedFiles.texts(home);
    start(context, home.resolve(SettingsText.FILE), texts);
    runLock = lock(home.resolve("data"));
    var quiet = Duration.ofSeconds(fault == ReloadFault.HALF_WRITTEN_TAKEN ? 0 : 1);
    var files = new WatchedFiles(home, texts, ticks, quiet);
    RunLock seen = fault == ReloadFault.RUNS_NOT_SEEN ? lock(home.resolve("no")) : runLock;
    reload = new Reload(context, files, seen, Set.of(), it -> List.of());
  }

  private static RunLock lock(Path data) {
    return new RunLock(new FileRunTurns(data), new RuntimeData(data));
  }

  /** Starts a context with these files, from scratch. */
  static void start(DefaultCamelContext context, Path settings, Map<String, String> texts)
      throws Exception {
    var properties = (PropertiesComponent) context.getPropertiesComponent();
    properties.addLocation("file:" + settings);
    context.start();
    PluginHelper.getRoutesLoader(context)
        .loadRoutes(
            Revision.of(texts).routes().values().stream().map(RouteFile::resource).toList());
  }

  /** Makes a home with these files. */
  static Path home(Path home, Map<String, String> texts) {
    try {
      Files.createDirectories(home.resolve("conf"));
      Files.createDirectories(home.resolve("routes"));
      Files.writeString(home.resolve(SettingsText.FILE), "");
      for (Map.Entry<String, String> it : texts.entrySet()) {
        Files.writeString(path(home, it.getKey()), it.getValue());
      }
      return home;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path path(Path home, String file) {
    return home.resolve(Problem.path(file));
  }

  void write(String file, String text) {
    try {
      Files.writeString(path(home, file), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void delete(String file) {
    try {
      Files.delete(path(home, file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is wrong once the files have been quiet for a while. */
  String look() {
    reload.poll();
    after(1000);
    return problems();
  }

  /** Polls once, after so many milliseconds. */
  void after(int millis) {
    ticks.goOn(Duration.ofMillis(millis));
    reload.poll();
  }

  String problems() {
    return reload.problems().stream().map(Problem::text).collect(joining("\n"));
  }

  String ask(String route) {
    return context.createFluentProducerTemplate().to("direct:" + route).request(String.class);
  }

  @Override
  public void close() {
    context.stop();
  }
}
