package io.glancesync.routes.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Files of routes, as texts and as what YAML makes of them.
 *
 * @param texts by file name
 */
public record RouteFiles(Map<String, String> texts) {

  public static RouteFiles in(Path folder) {
    var texts = new TreeMap<String, String>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        texts.put(file.getFileName().toString(), Files.readString(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new RouteFiles(texts);
  }

  static RouteFiles of(String text) {
    return new RouteFiles(Map.of("50-bad.camel.yaml", text));
  }

  /** Every route, with the file that it is in. */
  void eachRoute(BiConsumer<String, Map<?, ?>> visitor) {
    eachEntry("route", visitor);
  }

  /** Every route and every route template. */
  void eachFlow(BiConsumer<String, Map<?, ?>> visitor) {
    eachEntry("route", visitor);
    eachEntry("routeTemplate", visitor);
  }

  private void eachEntry(String kind, BiConsumer<String, Map<?, ?>> visitor) {
    texts.forEach(
        (file, text) -> {
          for (Object entry : (List<?>) yaml(text)) {
            if (((Map<?, ?>) entry).get(kind) instanceof Map<?, ?> found) {
              visitor.accept(file, found);
            }
          }
        });
  }

  /** Every key of every map in all files, at whatever depth, with its file. */
  public List<Found> everything() {
    var all = new ArrayList<Found>();
    texts.forEach((file, text) -> collect(file, yaml(text), all));
    return all;
  }

  /** A key and its value. */
  public record Found(String file, String key, Object value) {}

  static List<Found> below(String file, Object node) {
    var all = new ArrayList<Found>();
    collect(file, node, all);
    return all;
  }

  private static void collect(String file, Object node, List<Found> all) {
    if (node instanceof Map<?, ?> map) {
      map.forEach(
          (key, value) -> {
            all.add(new Found(file, key.toString(), value));
            collect(file, value, all);
          });
    } else if (node instanceof List<?> list) {
      list.forEach(it -> collect(file, it, all));
    }
  }

  private static Object yaml(String text) {
    return new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
  }
}
