package io.glancesync.cli;

import static java.util.Objects.requireNonNull;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * Where a command writes to. Texts are UTF-8 whatever the locale, because other programs read them.
 *
 * @param out for results, and nothing else
 * @param err for everything else
 * @param results what lies under {@code out} and remembers whether writing went well
 * @param outIsTerminal whether a person reads {@code out}
 * @param errIsTerminal whether a person reads {@code err}
 * @param columns the width of the terminal
 * @param rows its height
 */
public record Terminal(
    PrintWriter out,
    PrintWriter err,
    Results results,
    boolean outIsTerminal,
    boolean errIsTerminal,
    int columns,
    int rows) {
  private static final int USUAL_COLUMNS = 80;
  private static final int USUAL_ROWS = 24;

  public Terminal {
    requireNonNull(out, "out");
    requireNonNull(err, "err");
    requireNonNull(results, "results");
  }

  /** That of the process that is running; the launcher says what is a terminal and how wide. */
  public static Terminal ofThisProcess() {
    var results = new Results(new FileOutputStream(FileDescriptor.out));
    return new Terminal(
        new PrintWriter(results, false, StandardCharsets.UTF_8),
        new PrintWriter(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
        results,
        Boolean.getBoolean("glancesync.terminal.stdout"),
        Boolean.getBoolean("glancesync.terminal.stderr"),
        Integer.getInteger("glancesync.terminal.columns", USUAL_COLUMNS),
        Integer.getInteger("glancesync.terminal.rows", USUAL_ROWS));
  }
}
