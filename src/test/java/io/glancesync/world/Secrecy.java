package io.glancesync.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * No secret of the tests' clouds is to be seen anywhere. All that the program says, writes and
 * answers passes here, whatever its test is about.
 */
public final class Secrecy {
  /** With this all tokens of Keystone begin, and of the embedded one. */
  private static final String TOKEN = "gAAAA";

  /** What a test planted may be larger than a text can be. */
  private static final long LARGEST = 64 << 20;

  private Secrecy() {}

  /**
   * Checks a text.
   *
   * @param where it was seen
   */
  public static void check(String where, String text) {
    assertThat(text).as(where).doesNotContain(World.secrets()).doesNotContain(TOKEN);
  }

  /** Checks all files of a folder, and their names. A service may be at work there. */
  public static void check(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      check("a name", folder.relativize(file).toString());
      check(file.toString(), text(file));
    }
  }

  private static String text(Path file) throws IOException {
    try {
      return Files.size(file) > LARGEST
          ? ""
          : new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      return "";
    }
  }
}
