package io.glancesync.store.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glancesync.file.ReportJson;
import io.glancesync.file.ReportJsonTest;
import io.glancesync.report.RunReport;
import io.glancesync.report.RunReportStore;
import io.glancesync.report.RunReportStoreContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The folder of the reports, whatever else lies there. */
class FileRunReportStoreTest extends RunReportStoreContract {
  private static final RunReport REPORT = ReportJsonTest.aReport();

  @TempDir Path folder;

  @Override
  protected RunReportStore reports(int most) {
    return new FileRunReportStore(folder.resolve("runs"), () -> most);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("runs"))) {
      return files.map(it -> it.getFileName().toString()).sorted().toList();
    }
  }

  /** The file of a report that was kept. */
  private Path kept() {
    reports(10).keep(REPORT);
    return folder.resolve("runs").resolve(REPORT.run() + ".json");
  }

  private RunReport read() {
    return reports(10).report(REPORT.run()).orElseThrow();
  }

  @Test
  void a_report_is_kept_as_other_programs_read_it() throws IOException {
    reports(5).keep(report(1));

    assertThat(folder.resolve("runs/20300101T000000.000Z.json"))
        .hasContent(ReportJson.text(report(1)));
    assertThat(files()).hasSize(1);
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

  @Test
  void a_report_of_an_earlier_release_does_not_say_who_began_the_run() throws IOException {
    Path file = kept();
    Files.writeString(
        file, Files.readString(file).replace("  \"begun_by\": \"schedule hourly\",\n", ""));

    assertThat(Files.readString(file)).doesNotContain("begun_by");
    assertThat(read().begunBy()).isEmpty();
  }

  @Test
  void a_report_of_a_later_release_may_say_more() throws IOException {
    Path file = kept();
    Files.writeString(file, Files.readString(file).replaceFirst("\\{", "{\"more\": [1],"));

    assertThat(read().begunBy()).contains("schedule hourly");
  }

  @Test
  void the_newest_is_first_and_what_is_no_report_is_left_out() throws IOException {
    kept();
    for (String name :
        new String[] {"20260103T000000.000Z.json", "notes.json", "20250101T1.json"}) {
      Files.writeString(folder.resolve("runs").resolve(name), "{}");
    }
    Files.createDirectory(folder.resolve("runs/20270101T000000.000Z.json"));

    assertThat(reports(10).ids()).containsExactly("20260103T000000.000Z", REPORT.run());
  }

  @Test
  void a_report_that_was_deleted_meanwhile_is_empty() throws IOException {
    Path file = kept();
    Files.delete(file);

    assertThat(reports(10).report(REPORT.run())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      textBlock =
          """
          ##                            | its field run is missing, or is not a text
          []                            | its field run is missing, or is not a text
          {"run":                       | it ends too early
          garbage                       | it is not JSON
          {"run": "r"}                  | its field started is missing, or is not a text
          {"run": "r", "started": "now"}| its field started is missing, or is not a time
          """)
  void what_is_no_report_is_said_with_its_file(String text, String reason) throws IOException {
    Path file = kept();
    Files.writeString(file, text);

    assertThatThrownBy(this::read)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("Tried to read %s, but %s".formatted(file, reason))
        .hasMessageEndingWith("; make it readable, or remove it");
  }

  @ParameterizedTest
  @CsvSource({
    "\"done\", \"half\", 'its field outcome is ''half'', which this release does not know'",
    "\"rename\", \"swap\", 'its field action is ''swap'', which this release does not know'",
    "\"checksum_conflict\", 7, 'its field code is missing, or is not a text'",
    "\"region\", \"place\", 'its field region is missing, or is not a text'",
    "\"warnings\", \"notes\", 'its field warnings is missing, or is not a list'"
  })
  void a_field_that_is_wrong_is_named(String old, String now, String reason) throws IOException {
    Path file = kept();
    Files.writeString(file, Files.readString(file).replace(old, now));

    assertThatThrownBy(this::read).hasMessageContaining(reason);
  }

  @Test
  void text_that_is_not_utf_8_and_links_are_refused() throws IOException {
    Path file = kept();
    Files.write(file, "\u00e9".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(this::read).hasMessageContaining("it is not UTF-8");

    Files.delete(file);
    Files.createSymbolicLink(file, folder.resolve("elsewhere"));
    assertThatThrownBy(this::read).hasMessageContaining("this is a symbolic link");
  }

  @Test
  void a_folder_that_cannot_be_read_is_named() throws IOException {
    Path other = Files.createDirectory(folder.resolve("other"));
    Files.writeString(other.resolve("runs"), "no folder");

    assertThatThrownBy(() -> new FileRunReportStore(other.resolve("runs"), () -> 10).ids())
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("Tried to read " + other.resolve("runs"));
  }
}
