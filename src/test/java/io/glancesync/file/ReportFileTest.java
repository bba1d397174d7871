package io.glancesync.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFileTest {
  @TempDir Path folder;

  private Stream<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(it -> it.getFileName().toString()).sorted().toList().stream();
    }
  }

  private static void write(Path path) {
    ReportFile.at(path).write(ReportJsonTest.aReport());
  }

  @Test
  void a_report_is_written_and_nothing_else_is_left() throws IOException {
    write(folder.resolve("run.json"));

    assertThat(folder.resolve("run.json")).hasContent(ReportJson.text(ReportJsonTest.aReport()));
    assertThat(files()).containsExactly("run.json");
  }

  @Test
  void a_file_that_gets_no_report_is_not_made() throws IOException {
    ReportFile.at(folder.resolve("run.json"));

    assertThat(files()).isEmpty();
  }

  @Test
  void an_older_report_is_replaced_as_a_whole() throws IOException {
    Path path = Files.writeString(folder.resolve("run.json"), "x".repeat(100_000));
    ReportFile file = ReportFile.at(path);
    assertThat(path).hasSize(100_000);
    file.write(ReportJsonTest.aReport());

    assertThat(path).hasContent(ReportJson.text(ReportJsonTest.aReport()));
  }

  @Test
  void a_link_stays_a_link() throws IOException {
    Path path = Files.writeString(folder.resolve("2026.json"), "older");
    Path link = Files.createSymbolicLink(folder.resolve("latest.json"), path);

    write(link);

    assertThat(link).isSymbolicLink();
    assertThat(Files.readString(path)).startsWith("{");
  }

  @Test
  void a_link_that_leads_nowhere_yet_is_followed_too() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("latest.json"), Path.of("2026.json"));

    write(link);

    assertThat(link).isSymbolicLink();
    assertThat(Files.readString(folder.resolve("2026.json"))).startsWith("{");
  }

  @Test
  void links_in_a_circle_are_an_error() throws IOException {
    Files.createSymbolicLink(folder.resolve("a"), Path.of("b"));
    Files.createSymbolicLink(folder.resolve("b"), Path.of("a"));

    assertThatExceptionOfType(UnusableFileException.class)
        .isThrownBy(() -> ReportFile.at(folder.resolve("a")))
        .withMessageContaining("too many symbolic links");
  }

  @Test
  void a_link_of_somebody_else_is_refused() throws IOException {
    Path victim = Files.writeString(folder.resolve("victim"), "mine");
    Path link = Files.createSymbolicLink(folder.resolve("run.json"), victim);
    int we = (int) Files.getAttribute(folder, "unix:uid");
    assumeThatCode(() -> Files.setAttribute(link, "unix:uid", we + 1, LinkOption.NOFOLLOW_LINKS))
        .doesNotThrowAnyException();

    assertThatExceptionOfType(UnusableFileException.class)
        .isThrownBy(() -> ReportFile.at(link))
        .withMessageContaining("this is a symbolic link that belongs to ");
    assertThat(victim).hasContent("mine");
  }

  @Test
  void what_was_planted_beside_it_is_neither_written_through_nor_deleted() throws IOException {
    Path victim = Files.writeString(folder.resolve("victim"), "mine");
    Path planted =
        Files.createSymbolicLink(
            folder.resolve(".run.json." + ProcessHandle.current().pid()), victim);

    write(folder.resolve("run.json"));

    assertThat(victim).hasContent("mine");
    assertThat(planted).isSymbolicLink();
    assertThat(folder.resolve("run.json")).isRegularFile();
  }

  @Test
  void only_its_owner_can_read_it() throws IOException {
    write(folder.resolve("run.json"));

    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("run.json"))))
        .isEqualTo("rw-------");
  }

  @Test
  void what_is_no_file_is_written_to_directly() {
    write(Path.of("/dev/null"));

    assertThat(Path.of("/dev/null")).exists();
  }

  @Test
  void a_folder_is_an_error() {
    assertThatExceptionOfType(UnusableFileException.class)
        .isThrownBy(() -> ReportFile.at(folder))
        .withMessage(folder + ": this is a folder; name a file for the report");
  }

  @Test
  void a_folder_that_is_not_there_is_an_error() {
    assertThatExceptionOfType(UnusableFileException.class)
        .isThrownBy(() -> ReportFile.at(folder.resolve("no/run.json")))
        .withMessage(
            folder
                + "/no/run.json: the report cannot be written there: there is no such file or folder");
  }
}
