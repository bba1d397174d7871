package io.glancesync.config.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The dialect of Python's ConfigParser. */
class IniReaderTest {
  private static Ini read(String... lines) {
    return IniReader.read("x.conf", String.join("\n", lines), new ConfigurationWarnings());
  }

  private static Setting only(String... lines) {
    var settings = read(lines).settings();
    assertThat(settings).hasSize(1);
    return settings.get(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "key = value          | value",
        "key=value            | value",
        "key: value           | value",
        "key : value          | value",
        "key = a=b;c%d#e      | a=b;c%d#e",
        "key = http://x:1/v   | http://x:1/v",
        "key: a = b           | a = b",
        "key = 'a' in \"b\"   | 'a' in \"b\"",
        "key = a ; a comment  | a",
        "key = a # stays      | a # stays",
        "key = 100%%          | 100%",
        "key = C:\\users      | C:\\users",
      })
  void an_entry_is_a_key_and_a_value(String line, String value) {
    assertThat(only("[a]", line).text()).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource({"key =", "key:", "key = \"\"", "key =   "})
  void a_value_may_be_empty(String line) {
    assertThat(only("[a]", line).isBlank()).isTrue();
  }

  @Test
  void keys_are_read_in_lower_case_and_sections_as_they_are() {
    var setting = only("[MyTarget]", "Metadata_SET = x");

    assertThat(setting.key()).isEqualTo("metadata_set");
    assertThat(setting.section()).isEqualTo("MyTarget");
  }

  @Test
  void comments_and_empty_lines_are_skipped() {
    assertThat(
            read("# a", "; b", "", "rem c", "REM", "[a]", "  # d = e", "key = 1", "  ; f")
                .settings())
        .hasSize(1);
  }

  @Test
  void a_line_that_is_indented_further_continues_the_value() {
    assertThat(only("[a]", "key = one,", "  two,", "\tthree").text()).isEqualTo("one, two, three");
  }

  @Test
  void a_backslash_before_the_line_break_is_dropped() {
    var setting = only("[a]", "key = one and\\", "  two \\  ", "  three");

    assertThat(setting.text()).isEqualTo("one and two three");
    assertThat(setting.joinedBy("\n")).isEqualTo("one and\ntwo\nthree");
  }

  @Test
  void a_backslash_elsewhere_stays() {
    assertThat(only("[a]", "key = one\\two").text()).isEqualTo("one\\two");
  }

  @Test
  void a_backslash_at_the_end_of_a_password_stays() {
    assertThat(only("[a]", "password = one\\").text()).isEqualTo("one\\");
  }

  @Test
  void comments_and_empty_lines_may_stand_between_the_lines_of_a_value() {
    assertThat(only("[a]", "key = one,", "# no", "", "  two,", "  ; no", "  three").text())
        .isEqualTo("one, two, three");
  }

  @Test
  void a_value_may_begin_in_the_next_line() {
    assertThat(only("[a]", "key =", "  one", "  two").lines())
        .containsExactly(new ValueLine(3, "one"), new ValueLine(4, "two"));
  }

  @Test
  void a_whole_section_may_be_indented() {
    var settings = read("  [a]", "  one = 1", "    goes on", "  two = 2").settings();

    assertThat(settings).extracting(Setting::key).containsExactly("one", "two");
    assertThat(settings.get(0).text()).isEqualTo("1 goes on");
  }

  @Test
  void every_value_knows_its_lines() {
    var setting = read("[a]", "", "one = 1", "two = 2,", "# no", "  3").settings().get(1);

    assertThat(setting.place()).isEqualTo("x.conf:4");
    assertThat(setting.lines()).extracting(ValueLine::number).containsExactly(4, 6);
  }

  @Test
  void line_ends_of_windows_are_no_part_of_values() {
    var settings =
        IniReader.read(
                "x.conf", "[a]\r\none = 1,\\\r\n  2\r\ntwo =\r\n", new ConfigurationWarnings())
            .settings();

    assertThat(settings.get(0).text()).isEqualTo("1, 2");
    assertThat(settings.get(1).isBlank()).isTrue();
  }

  @Test
  void a_section_may_come_again() {
    assertThat(read("[a]", "one = 1", "[b]", "[a]", "two = 2").settings())
        .extracting(Setting::section)
        .containsExactly("a", "a");
  }

  @Test
  void a_heading_may_have_blanks_and_a_comment() {
    assertThat(read("[ a.b ]   ; why").sections())
        .isEqualTo(List.of(new Ini.Section("x.conf:1", "a.b")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "this is nothing | x.conf:2: this is neither 'key = value', nor a [section], nor a comment;"
            + " if it continues the line above, indent it. The line is: this is nothing",
        "= value | x.conf:2: this is neither 'key = value', nor a [section], nor a comment;"
            + " if it continues the line above, indent it. The line is: = value",
        "[unclosed | x.conf:2: a section's heading is a name in brackets and nothing else."
            + " The line is: [unclosed",
        "[a] b = 1 | x.conf:2: a section's heading is a name in brackets and nothing else."
            + " The line is: [a] b = 1",
        "[] | x.conf:2: a section's heading is a name in brackets and nothing else."
            + " The line is: []",
        "my passphrase | x.conf:2: this is neither 'key = value', nor a [section], nor a comment;"
            + " if it continues the line above, indent it."
            + " The line is: (not shown: it may hold a password)",
      })
  void a_line_that_is_nothing_of_these_is_an_error(String line, String message) {
    assertThatThrownBy(() -> read("[a]", line)).hasMessage(message);
  }

  @Test
  void an_entry_before_any_section_is_an_error() {
    assertThatThrownBy(() -> read("# glance", "key = 1"))
        .hasMessage(
            "x.conf:2: there is no section yet; put a line such as [main] above it."
                + " The line is: key = 1");
  }

  @Test
  void the_line_behind_a_password_is_never_shown() {
    assertThatThrownBy(() -> read("[a]", "pasword = one", "hunter2"))
        .hasMessageEndingWith("The line is: (not shown: it may hold a password)")
        .hasMessageNotContaining("hunter2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Valladolid ; c", "Valladolid   ; c", "Valladolid\t \t;c"})
  void blanks_before_a_comment_are_no_part_of_the_value(String written) {
    Ini ini =
        IniReader.read("f", "[main]\nmaster_region = " + written, new ConfigurationWarnings());

    assertThat(ini.settings()).singleElement().extracting(Setting::text).isEqualTo("Valladolid");
  }

  @Test
  void nothing_in_quotes_may_have_a_comment_too() {
    Ini ini = IniReader.read("f", "[main]\nforcesyncs = \"\"  ; none", new ConfigurationWarnings());

    assertThat(ini.settings()).singleElement().extracting(Setting::text).isEqualTo("");
  }
}
