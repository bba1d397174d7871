package io.glancesync.cli.display;

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
 * @param screen how large the terminal is
 */
public record Terminal(
    PrintWriter out,
    PrintWriter err,
    ResultStream results,
    boolean outIsTerminal,
    boolean errIsTerminal,
    Screen screen) {

  public Terminal {
    requireNonNull(out, "out");
    requireNonNull(err, "err");
    requireNonNull(results, "results");
    requireNonNull(screen, "screen");
  }

  /** That of the process that is running; the launcher says what is a terminal and how wide. */
  public static Terminal ofThisProcess() {
    var results = new ResultStream(new FileOutputStream(FileDescriptor.out));
    return new Terminal(
        new PrintWriter(results, false, StandardCharsets.UTF_8),
        new PrintWriter(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
        results,
        Boolean.getBoolean("glancesync.terminal.stdout"),
        Boolean.getBoolean("glancesync.terminal.stderr"),
        Screen.ofThisProcess());
  }
}
