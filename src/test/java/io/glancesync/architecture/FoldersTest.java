package io.glancesync.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder has as many files as a reader can look over. */
class FoldersTest {
  private static final int MOST = 28;

  private static List<Path> full(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(it -> Files.isDirectory(it) && sources(it) > MOST).toList();
    }
  }

  private static long sources(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(it -> it.toString().endsWith(".java")).count();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void no_folder_has_too_many_files() throws IOException {
    assertThat(Path.of("src/main/java/io/glancesync")).isDirectory();
    assertThat(full(Path.of("src"))).isEmpty();
  }

  @Test
  void a_folder_with_too_many_files_is_found(@TempDir Path root) throws IOException {
    Path folder = Files.createDirectories(root.resolve("cli"));
    for (int i = 0; i <= MOST; i++) {
      Files.createFile(folder.resolve("Command" + i + ".java"));
    }

    assertThat(full(root)).containsExactly(folder);
  }
}
