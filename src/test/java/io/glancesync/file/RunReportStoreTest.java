package io.glancesync.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glancesync.report.RunReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reports of past runs. */
class RunReportStoreTest {
  @TempDir Path folder;

  private RunReportStore reports(int most) {
    return new RunReportStore(folder.resolve("runs"), () -> most);
  }

  private static RunReport report(int run) {
    return new RunReport(
        "2030010%dT000000.000Z".formatted(run),
        Instant.EPOCH,
        Instant.EPOCH,
        false,
        List.of(),
        List.of(),
        List.of());
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("runs"))) {
      return files.map(it -> it.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void a_report_is_kept_as_other_programs_read_it() throws IOException {
    reports(5).keep(report(1));

    assertThat(folder.resolve("runs/20300101T000000.000Z.json"))
        .hasContent(ReportJson.text(report(1)));
    assertThat(files()).hasSize(1);
  }

  @Test
  void the_oldest_go_when_there_are_too_many() throws IOException {
    for (int run = 1; run <= 5; run++) {
      reports(3).keep(report(run));
    }

    assertThat(files())
        .containsExactly(
            "20300103T000000.000Z.json", "20300104T000000.000Z.json", "20300105T000000.000Z.json");
  }

  @Test
  void what_is_no_report_is_left_alone() throws IOException {
    Files.createDirectories(folder.resolve("runs"));
    Files.writeString(folder.resolve("runs/0-notes.txt"), "mine");

    reports(1).keep(report(1));
    reports(1).keep(report(2));

    assertThat(files()).containsExactly("0-notes.txt", "20300102T000000.000Z.json");
  }

  @Test
  void only_what_a_run_is_called_by_goes_and_no_link() throws IOException {
    Path runs = Files.createDirectories(folder.resolve("runs"));
    Path mine = Files.writeString(runs.resolve("0-mine.json"), "{}");
    Path victim = Files.writeString(folder.resolve("victim"), "mine");
    Path link = Files.createSymbolicLink(runs.resolve("20000101T000000.000Z.json"), victim);
    Path below = Files.createDirectories(runs.resolve("20000102T000000.000Z.json"));

    reports(1).keep(report(1));
    reports(1).keep(report(2));

    assertThat(files()).contains("20300102T000000.000Z.json").hasSize(4);
    assertThat(mine).hasContent("{}");
    assertThat(link).isSymbolicLink();
    assertThat(below).isDirectory();
  }

  @Test
  void a_link_in_place_of_the_folder_is_refused() throws IOException {
    Path other = Files.createDirectories(folder.resolve("other"));
    Files.createSymbolicLink(folder.resolve("runs"), other);

    assertThatThrownBy(() -> reports(1).keep(report(1)))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("runs: this is a symbolic link");
    assertThat(other).isEmptyDirectory();
  }

  @Test
  void a_report_that_cannot_be_kept_is_said_to() throws IOException {
    Files.writeString(folder.resolve("runs"), "no folder");

    assertThatThrownBy(() -> reports(1).keep(report(1)))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("Tried to keep the report of run 20300101T000000.000Z, but ")
        .hasMessageContaining(folder.resolve("runs").toString());
  }
}
