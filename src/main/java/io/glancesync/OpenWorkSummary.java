package io.glancesync;

import io.glancesync.run.RunTurns;
import io.glancesync.transfer.Journal;
import io.glancesync.transfer.Transfer;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;

/** The work that a service leaves to the next run when it ends. */
record OpenWorkSummary(RunTurns turns, Journal journal) {
  /**
   * The text, which follows a semicolon.
   *
   * @param isQuiet whether no run of this process is in progress
   */
  String text(boolean isQuiet) {
    try {
      if (isQuiet && turns.holder().isPresent()) {
        return "a run of another process goes on";
      }
      List<Transfer> left = journal.left();
      if (!left.isEmpty()) {
        return "left open, so that the next run finishes or undoes it: "
            + left.stream().map(Transfer::toString).collect(Collectors.joining(", "));
      }
      return isQuiet ? "nothing is left open" : "the next run does what was not done";
    } catch (UncheckedIOException e) {
      return untold(e.getMessage());
    }
  }

  private static String untold(String reason) {
    return "what is left open cannot be told (%s)".formatted(reason);
  }
}
