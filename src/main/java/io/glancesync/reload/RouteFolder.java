package io.glancesync.reload;

import io.glancesync.file.LimitedFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files of {@code routes/}, without the temporary files of editors. */
public record RouteFolder(Path path) {

  /**
   * The texts by file name.
   *
   * @throws IOException when a file cannot be read, unless it was deleted
   */
  public Map<String, String> texts() throws IOException {
    var texts = new TreeMap<String, String>();
    for (Path file : files()) {
      try {
        texts.put(
            file.getFileName().toString(),
            new String(LimitedFile.bytes(file, LimitedFile.CONFIGURATION), StandardCharsets.UTF_8));
      } catch (NoSuchFileException e) {
        continue; // deleted after the folder was listed
      }
    }
    return texts;
  }

  /**
   * Checks the files that are read at the start. Camel would wait for a pipe, and a huge file would
   * fill the memory.
   *
   * @throws IOException when a file cannot be read
   */
  public void check() throws IOException {
    texts();
    try (Stream<Path> all = Files.list(path)) {
      List<Path> pipes =
          all.filter(it -> it.toString().endsWith(".camel.yaml"))
              .filter(it -> Files.exists(it) && !Files.isRegularFile(it))
              .toList();
      for (Path pipe : pipes) {
        LimitedFile.bytes(pipe, LimitedFile.CONFIGURATION);
      }
    }
  }

  static boolean isRouteFile(String name) {
    return name.matches("[^.#~].*\\.camel\\.yaml");
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      return files
          .filter(it -> isRouteFile(it.getFileName().toString()))
          .filter(Files::isRegularFile)
          .toList();
    }
  }
}
