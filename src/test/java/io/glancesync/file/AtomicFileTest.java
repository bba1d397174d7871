package io.glancesync.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file is old or new, never half, and nobody else's. */
class AtomicFileTest {
  @TempDir Path folder;

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  @Test
  void a_file_is_written_and_replaced_for_its_owner_alone() throws IOException {
    Path file = folder.resolve("file");
    Files.writeString(file, "an older text");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));

    AtomicFile.write(file, "a\u00fc");

    assertThat(file).hasContent("a\u00fc");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(files()).containsExactly(file);
  }

  @Test
  void a_file_for_others_is_published() throws IOException {
    Path file = folder.resolve("file");
    AtomicFile.write(file, "for us");

    AtomicFile.publish(file, "for all");

    assertThat(file).hasContent("for all");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r--r--");
    assertThat(files()).containsExactly(file);
  }

  @Test
  void a_link_is_replaced_and_not_followed() throws IOException {
    Path victim = Files.writeString(folder.resolve("victim"), "mine");
    Path file = Files.createSymbolicLink(folder.resolve("file"), victim);

    AtomicFile.write(file, "text");

    assertThat(victim).hasContent("mine");
    assertThat(file).isRegularFile().hasContent("text");
    assertThat(Files.isSymbolicLink(file)).isFalse();
  }

  @Test
  void when_it_fails_nothing_is_left() throws IOException {
    Path inTheWay = Files.createDirectories(folder.resolve("file"));

    assertThatThrownBy(() -> AtomicFile.write(inTheWay, "text")).isInstanceOf(IOException.class);

    assertThat(files()).containsExactly(inTheWay);
    assertThat(inTheWay).isEmptyDirectory();
  }

  @Test
  void a_full_disk_leaves_the_old_text_and_nothing_else() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "an older text");
    // a limit of 512 bytes is reached like the end of a disk
    String limited = "ulimit -f 1 && exec \"$0\" \"$@\"";
    Process process =
        new ProcessBuilder(
                "sh",
                "-c",
                limited,
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Writer.class.getName(),
                file.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);

    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said).contains("refused");
    assertThat(file).hasContent("an older text");
    assertThat(files()).containsExactly(file);
  }

  /** The process that cannot write so much. */
  static final class Writer {
    private Writer() {}

    public static void main(String[] words) {
      try {
        AtomicFile.write(Path.of(words[0]), "x".repeat(100_000));
        System.out.println("written");
      } catch (IOException e) {
        System.out.println("refused");
      }
    }
  }

  @Test
  void a_folder_that_is_missing_is_not_made() {
    assertThatThrownBy(() -> AtomicFile.write(folder.resolve("no/file"), "text"))
        .isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> AtomicFile.probe(folder.resolve("no")))
        .isInstanceOf(IOException.class);
  }

  @Test
  void an_interrupted_thread_can_still_write() throws IOException {
    Thread.currentThread().interrupt();

    AtomicFile.write(folder.resolve("file"), "text");

    assertThat(Thread.interrupted()).isTrue();
    assertThat(files()).containsExactly(folder.resolve("file"));
  }

  @Test
  void to_try_a_folder_leaves_nothing() throws IOException {
    assertThat(AtomicFile.probe(folder)).isEqualTo(Files.getOwner(folder));
    assertThat(files()).isEmpty();
  }
}
