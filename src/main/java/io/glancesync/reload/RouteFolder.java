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

/** The files of {@code routes/}, without those that an editor has for itself. */
public record RouteFolder(Path path) {

  /**
   * The texts by the files' names.
   *
   * @throws IOException when one cannot be read; that is not a file that was deleted
   */
  public Map<String, String> texts() throws IOException {
    var texts = new TreeMap<String, String>();
    for (Path file : files()) {
      try {
        texts.put(
            file.getFileName().toString(),
            new String(LimitedFile.bytes(file, LimitedFile.CONFIGURATION), StandardCharsets.UTF_8));
      } catch (NoSuchFileException e) {
        continue; // deleted since it was listed
      }
    }
    return texts;
  }

  /**
   * Looks at what is read at the start, where a pipe would be waited for and a huge file would take
   * all memory.
   *
   * @throws IOException when one of the files cannot be read
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

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      return files
          .filter(it -> it.getFileName().toString().matches("[^.#~].*\\.camel\\.yaml"))
          .filter(Files::isRegularFile)
          .toList();
    }
  }
}
