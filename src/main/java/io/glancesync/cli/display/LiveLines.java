package io.glancesync.cli.display;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The last lines of a terminal, which change: one for each thing that is under way. Everything else
 * is said above them.
 */
public final class LiveLines {
  private static final String UP = "\033[%dA";
  private static final String CLEAR_BELOW = "\r\033[J";

  private final PrintWriter terminal;
  private final Screen screen;
  private final Map<Object, String> lines = new LinkedHashMap<>();
  private final Map<Object, String> last = new LinkedHashMap<>();
  private List<String> shown = List.of();

  /**
   * @param screen what has no room on it is not shown
   */
  public LiveLines(PrintWriter terminal, Screen screen) {
    this.terminal = terminal;
    this.screen = screen;
  }

  /** The width of the terminal at this moment. */
  public int columns() {
    return screen.columns();
  }

  /** Shows a line, in the place where an earlier one of the same thing stands. */
  public synchronized void show(Object thing, String line) {
    lines.put(thing, line);
    draw("");
  }

  /** The same for a line that stays below those of {@link #show}, and has room before them. */
  synchronized void showLast(Object thing, String line) {
    last.put(thing, line);
    draw("");
  }

  public synchronized void remove(Object thing) {
    lines.remove(thing);
    last.remove(thing);
    draw("");
  }

  synchronized void say(String line) {
    draw(line + "\n");
  }

  private void draw(String above) {
    int up = shown.stream().mapToInt(this::rows).sum();
    var text = new StringBuilder();
    if (up > 0) {
      text.append(UP.formatted(up));
    }
    text.append(CLEAR_BELOW).append(above);
    int room = screen.rows() - 1;
    List<String> below = last.values().stream().limit(room).toList();
    shown = new ArrayList<>(lines.values().stream().limit(room - below.size()).toList());
    shown.addAll(below);
    shown.forEach(line -> text.append(line).append('\n'));
    terminal.print(text);
    terminal.flush();
  }

  /** A terminal that became narrower has wrapped what was drawn before. */
  private int rows(String line) {
    int columns = screen.columns();
    return Math.max(1, (Width.of(line) + columns - 1) / columns);
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
