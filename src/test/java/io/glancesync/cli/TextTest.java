package io.glancesync.cli;

import static io.glancesync.image.Images.anImage;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import io.glancesync.cli.option.ExitCode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a cloud calls its images and regions: people see it as it is, programs get it. */
class TextTest {
  private static final String NAME =
      "a\n2026-01-01T00:00:00Z ERROR forged\r\u001b[2J\u009b1m\u0085\u2028\u202e\u2066\u200f\u061c\ufeff\0, \"q\"";
  private static final String SEEN =
      "a\\n2026-01-01T00:00:00Z ERROR forged\\r\\u001b[2J\\u009b1m\\u0085\\u2028\\u202e\\u2066\\u200f\\u061c\\ufeff\\u0000, \"q\"";

  @TempDir Path folder;
  FakeEngine engine = new FakeEngine();
  Shell shell;

  @BeforeEach
  void begin() {
    engine.region("Valladolid", anImage(NAME).in("v")).region("Bur\ngos\u202e");
    shell = new Shell(folder, engine);
  }

  @ParameterizedTest
  @ValueSource(strings = {"status", "sync", "sync --dry-run"})
  void a_name_is_one_line_for_people(String words) {
    String all = everything(words.split(" "));

    assertThat(all.lines()).anyMatch(it -> it.contains(SEEN)).noneMatch(it -> it.contains("\r"));
    assertThat(all.lines().map(String::strip)).noneMatch(it -> it.startsWith("2026-01-01"));
    assertThat(hidden(all)).isEmpty();
  }

  private String everything(String... words) {
    var said = shell.onTerminal().run(words);
    return said.out() + said.err();
  }

  /** But for what moves the bars of a terminal, and its colours. */
  private static List<String> hidden(String text) {
    return text.replaceAll("\u001b\\[[0-9;]*[AJm]|\r\u001b|\n|\r", "")
        .codePoints()
        .filter(
            it ->
                Character.getType(it) == Character.CONTROL
                    || Character.getType(it) == Character.FORMAT)
        .mapToObj(Integer::toHexString)
        .toList();
  }

  @Test
  void a_region_is_one_line_for_people() {
    assertThat(shell.run("regions").out().lines()).contains("Bur\\ngos\\u202e").hasSize(2);
  }

  @Test
  void json_and_csv_keep_names_as_they_are() throws Exception {
    String csv = shell.run("status", "--format", "csv").out();
    String json = shell.run("status", "--format", "json").out();

    try (var rows =
        new CsvMapper()
            .readerForListOf(String.class)
            .with(CsvParser.Feature.WRAP_AS_ARRAY)
            .<List<String>>readValues(csv)) {
      assertThat(rows.readAll()).containsExactly(List.of("pending_upload", "Bur\ngos\u202e", NAME));
    }
    assertThat(new ObjectMapper().readTree(json).findValuesAsText("image")).containsOnly(NAME);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '`',
      textBlock =
          """
      st^natus => there is no command 'st\\natus'
      sync --par^nallel => there is no option '--par\\nallel'
      sync --bwlimit=x<y => 'x\\u009by'
      status --format=<x => \\u009bx
      """)
  void what_a_complaint_repeats_is_one_line(String words, String seen) {
    var said = shell.run(words.replace("^n", "\n").replace('<', '\u009b').split(" "));

    assertThat(said.code()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(said.err()).contains(seen);
    assertThat(hidden(said.err())).isEmpty();
  }

  @Test
  void columns_stay_in_line_whatever_letters_are_in_them() {
    var cloud =
        new FakeEngine()
            .region("Valladolid", anImage("日本\u202e").in("v"), anImage("y").ofSize(7).in("w"))
            .region("東京")
            .region("e\u0301-1")
            .region("🚀\n");

    assertThat(new Shell(folder, cloud).run("status").out().lines())
        .contains(
            "STATE             SIZE  REGION  IMAGE",
            "pending_upload     7 B  東京    y",
            "pending_upload  1.0 kB  東京    日本\\u202e",
            "pending_upload  1.0 kB  e\u0301-1     日本\\u202e",
            "pending_upload  1.0 kB  🚀\\n    日本\\u202e");
  }

  @Test
  void a_name_without_end_makes_no_row_without_end() {
    engine.region("Valladolid", anImage("x".repeat(5000)).in("v"), anImage("y").in("w"));

    assertThat(shell.run("status").out().lines().filter(it -> it.startsWith("pending")))
        .hasSize(2)
        .allMatch(it -> it.length() < 1100)
        .anyMatch(it -> it.endsWith("x..."));
  }
}
