package io.glancesync.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glancesync.report.RunReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The stored reports, as commands read them. */
class PastRunsTest {
  private static final RunReport REPORT = ReportJsonTest.aReport();

  @TempDir Path data;
  Path file;
  PastRuns runs;

  @BeforeEach
  void a_report() {
    new RunReportStore(data.resolve("runs"), () -> 10).keep(REPORT);
    file = data.resolve("runs").resolve(REPORT.run() + ".json");
    runs = new PastRuns(data);
  }

  private RunReport read() {
    return runs.report(REPORT.run()).orElseThrow();
  }

  @Test
  void a_report_is_read_as_it_was_written() {
    RunReport written =
        new RunReport(
            REPORT.run(),
            REPORT.started().truncatedTo(ChronoUnit.MILLIS),
            REPORT.finished(),
            REPORT.begunBy(),
            REPORT.dryRun(),
            REPORT.regions(),
            REPORT.transfers(),
            REPORT.warnings());

    assertThat(read()).isEqualTo(written);
    assertThat(runs.text(REPORT.run())).contains(ReportJson.text(REPORT));
  }

  @Test
  void a_report_of_an_earlier_release_does_not_say_who_began_the_run() throws IOException {
    Files.writeString(
        file, Files.readString(file).replace("  \"begun_by\": \"schedule hourly\",\n", ""));

    assertThat(Files.readString(file)).doesNotContain("begun_by");
    assertThat(read().begunBy()).isEmpty();
  }

  @Test
  void a_report_of_a_later_release_may_say_more() throws IOException {
    Files.writeString(file, Files.readString(file).replaceFirst("\\{", "{\"more\": [1],"));

    assertThat(read().begunBy()).contains("schedule hourly");
  }

  @Test
  void the_newest_is_first_and_what_is_no_report_is_left_out() throws IOException {
    for (String name :
        new String[] {"20260103T000000.000Z.json", "notes.json", "20250101T1.json"}) {
      Files.writeString(data.resolve("runs").resolve(name), "{}");
    }
    Files.createDirectory(data.resolve("runs/20270101T000000.000Z.json"));

    assertThat(runs.ids()).containsExactly("20260103T000000.000Z", REPORT.run());
  }

  @Test
  void before_the_first_run_there_is_none() {
    assertThat(new PastRuns(data.resolve("none")).ids()).isEmpty();
  }

  @Test
  void a_report_that_was_deleted_meanwhile_is_empty() throws IOException {
    Files.delete(file);

    assertThat(runs.report(REPORT.run())).isEqualTo(Optional.empty());
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
    Files.writeString(file, Files.readString(file).replace(old, now));

    assertThatThrownBy(this::read).hasMessageContaining(reason);
  }

  @Test
  void text_that_is_not_utf_8_and_links_are_refused() throws IOException {
    Files.write(file, "\u00e9".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(this::read).hasMessageContaining("it is not UTF-8");

    Files.delete(file);
    Files.createSymbolicLink(file, data.resolve("elsewhere"));
    assertThatThrownBy(this::read).hasMessageContaining("this is a symbolic link");
  }

  @Test
  void a_folder_that_cannot_be_read_is_named() throws IOException {
    Path other = Files.createDirectory(data.resolve("other"));
    Files.writeString(other.resolve("runs"), "no folder");

    assertThatThrownBy(() -> new PastRuns(other).ids())
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("Tried to read " + other.resolve("runs"));
  }
}
