package io.glancesync.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    try (var file = ReportFile.at(path)) {
      file.write(ReportJsonTest.aReport());
    }
  }

  @Test
  void a_report_is_written_and_nothing_else_is_left() throws IOException {
    write(folder.resolve("run.json"));

    assertThat(folder.resolve("run.json")).hasContent(ReportJson.text(ReportJsonTest.aReport()));
    assertThat(files()).containsExactly("run.json");
  }

  @Test
  void a_file_that_gets_no_report_is_not_made() throws IOException {
    ReportFile.at(folder.resolve("run.json")).close();

    assertThat(files()).isEmpty();
  }

  @Test
  void an_older_report_is_replaced_as_a_whole() throws IOException {
    Path path = Files.writeString(folder.resolve("run.json"), "x".repeat(100_000));
    try (var file = ReportFile.at(path)) {
      assertThat(path).hasSize(100_000);
      file.write(ReportJsonTest.aReport());
    }

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
