package io.glancesync.cli;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The last lines of a terminal, which change: one for each thing that is under way. Everything else
 * is said above them.
 */
final class LiveLines {
  private static final String UP = "\033[%dA";
  private static final String CLEAR_BELOW = "\r\033[J";

  private final PrintWriter terminal;
  private final int rows;
  private final Map<Object, String> lines = new LinkedHashMap<>();
  private int shown;

  /**
   * @param rows the height of the terminal; what has no room is not shown
   */
  LiveLines(PrintWriter terminal, int rows) {
    this.terminal = terminal;
    this.rows = rows;
  }

  /** Shows a line, in the place where an earlier one of the same thing stands. */
  synchronized void show(Object thing, String line) {
    lines.put(thing, line);
    draw("");
  }

  synchronized void remove(Object thing) {
    lines.remove(thing);
    draw("");
  }

  synchronized void say(String line) {
    draw(line + "\n");
  }

  private void draw(String above) {
    var text = new StringBuilder();
    if (shown > 0) {
      text.append(UP.formatted(shown));
    }
    text.append(CLEAR_BELOW).append(above);
    shown = 0;
    for (String line : lines.values()) {
      if (shown < rows - 1) {
        text.append(line).append('\n');
        shown++;
      }
    }
    terminal.print(text);
    terminal.flush();
  }

  /** A stream whose lines are said above. */
  PrintStream stream() {
    return new PrintStream(new Lines(), true, StandardCharsets.UTF_8);
  }

  private final class Lines extends OutputStream {
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    @Override
    public synchronized void write(int value) {
      if (value == '\n') {
        say(line.toString(StandardCharsets.UTF_8));
        line.reset();
      } else {
        line.write(value);
      }
    }
  }
}
