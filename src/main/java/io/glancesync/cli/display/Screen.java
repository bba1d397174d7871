package io.glancesync.cli.display;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jline.utils.Signals;

/** How large the terminal is, which somebody may change at any moment. */
public final class Screen {
  private static final int USUAL_COLUMNS = 80;
  private static final int USUAL_ROWS = 24;

  private final boolean isReal;
  private volatile int columns = USUAL_COLUMNS;
  private volatile int rows = USUAL_ROWS;

  /** A screen that nobody changes but {@link #resize}. */
  public Screen(int columns, int rows) {
    this(columns, rows, false);
  }

  private Screen(int columns, int rows, boolean isReal) {
    this.isReal = isReal;
    resize(columns, rows);
  }

  /** That of the process that is running, as large as the launcher says. */
  static Screen ofThisProcess() {
    return new Screen(
        Integer.getInteger("glancesync.terminal.columns", USUAL_COLUMNS),
        Integer.getInteger("glancesync.terminal.rows", USUAL_ROWS),
        Boolean.getBoolean("glancesync.terminal.stderr"));
  }

  public int columns() {
    return columns;
  }

  int rows() {
    return rows;
  }

  void resize(int toColumns, int toRows) {
    // a terminal without a size says 0
    columns = toColumns > 0 ? toColumns : columns;
    rows = toRows > 0 ? toRows : rows;
  }

  /** From now on it is asked for its size whenever that changes. */
  void follow() {
    if (isReal) {
      Signals.register("WINCH", this::ask);
    }
  }

  private void ask() {
    try {
      Process stty =
          new ProcessBuilder("sh", "-c", "stty size <&2")
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      byte[] said = stty.getInputStream().readNBytes(100);
      stty.waitFor(1, TimeUnit.SECONDS);
      take(new String(said, StandardCharsets.US_ASCII));
    } catch (IOException e) {
      // it stays as it was
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Takes the two numbers that {@code stty size} prints. */
  void take(String said) {
    String[] numbers = said.strip().split(" ");
    if (numbers.length == 2 && said.strip().matches("\\d{1,5} \\d{1,5}")) {
      resize(Integer.parseInt(numbers[1]), Integer.parseInt(numbers[0]));
    }
  }
}
