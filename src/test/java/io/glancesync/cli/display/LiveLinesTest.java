package io.glancesync.cli.display;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class LiveLinesTest {
  StringWriter written = new StringWriter();
  Screen screen = new Screen(20, 4);
  LiveLines lines = new LiveLines(new PrintWriter(written), screen);

  /** What a terminal shows after all that was written; it knows the two sequences that we use. */
  private List<String> screen() {
    var rows = new ArrayList<String>();
    for (String part : written.toString().split("(?=\033\\[\\d+A)|(?=\r)")) {
      var up = Pattern.compile("\033\\[(\\d+)A").matcher(part);
      String text = part;
      if (up.lookingAt()) {
        cut = rows.size() - Integer.parseInt(up.group(1));
        text = part.substring(up.end());
      } else {
        assertThat(part).startsWith("\r\033[J");
        while (rows.size() > cut) {
          rows.remove(rows.size() - 1);
        }
        text = part.substring(4);
      }
      text.lines().forEach(rows::add);
      cut = rows.size();
      if (up.reset().lookingAt()) {
        cut = rows.size() - Integer.parseInt(up.group(1));
      }
    }
    return rows;
  }

  private int cut;

  @Test
  void a_line_is_shown_and_changed_in_its_place() {
    lines.show("a", "a 1 %");
    lines.show("b", "b 1 %");
    lines.show("a", "a 2 %");

    assertThat(screen()).containsExactly("a 2 %", "b 1 %");
  }

  @Test
  void a_line_that_has_ended_leaves_no_gap() {
    lines.show("a", "a 1 %");
    lines.show("b", "b 1 %");
    lines.remove("a");

    assertThat(screen()).containsExactly("b 1 %");
  }

  @Test
  void everything_else_is_said_above() {
    lines.show("a", "a 1 %");
    lines.say("hello");
    lines.show("a", "a 2 %");

    assertThat(screen()).containsExactly("hello", "a 2 %");
  }

  @Test
  void what_others_write_is_said_above_line_by_line() {
    lines.show("a", "a 1 %");
    lines.stream().print("one\ntw");
    lines.show("a", "a 2 %");

    assertThat(screen()).containsExactly("one", "a 2 %");
  }

  @Test
  void what_has_no_room_is_not_shown() {
    for (String line : List.of("a", "b", "c", "d", "e")) {
      lines.show(line, line);
    }
    lines.remove("a");

    assertThat(screen()).containsExactly("b", "c", "d");
  }

  @Test
  void the_last_line_stays_the_last_and_has_room() {
    lines.showLast("all", "all 1 %");
    for (String line : List.of("a", "b", "c", "d")) {
      lines.show(line, line);
    }

    assertThat(screen()).containsExactly("a", "b", "all 1 %");
  }

  @Test
  void what_a_narrower_terminal_has_wrapped_is_cleared_as_well() {
    lines.show("a", "a".repeat(19));
    lines.show("b", "b".repeat(9));
    written.getBuffer().setLength(0);

    screen.resize(10, 4);
    lines.show("a", "a".repeat(9));
    lines.show("a", "a".repeat(9));

    assertThat(written.toString()).startsWith("\033[3A\r\033[J").contains("\033[2A\r\033[J");
  }

  @Test
  void a_terminal_that_became_lower_shows_less() {
    for (String line : List.of("a", "b", "c")) {
      lines.show(line, line);
    }

    screen.resize(20, 3);
    lines.show("c", "c");

    assertThat(screen()).containsExactly("a", "b");
  }
}
