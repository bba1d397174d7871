package io.glancesync.cli;

import io.glancesync.plan.Plan;
import io.glancesync.report.RegionResult;
import io.glancesync.report.TransferResult;
import io.glancesync.transfer.Transfer;
import java.io.PrintStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Shows a run on a terminal: a bar for each image on its way, a line for what has ended. */
final class BarDisplay implements Display {
  private final Map<String, CopyBar> bars = new ConcurrentHashMap<>();
  private final LiveLines lines;
  private final int columns;
  private final PrintStream errorStream = System.err;

  BarDisplay(Terminal terminal) {
    lines = new LiveLines(terminal.err(), terminal.rows());
    columns = terminal.columns();
    // the log goes there, and must not write into the bars
    System.setErr(lines.stream());
  }

  @Override
  public void planned(Plan plan) {
    say("%s: %s".formatted(plan.region(), Wording.toDo(plan)));
  }

  @Override
  public void begun(Transfer transfer) {
    if (transfer.isCopy()) {
      bars.put(transfer.key(), new CopyBar(transfer, lines, columns));
    }
  }

  @Override
  public void sending(Transfer transfer) {
    CopyBar bar = bars.get(transfer.key());
    if (bar != null) {
      bar.begin();
    }
  }

  @Override
  public void sent(Transfer transfer, long bytes) {
    CopyBar bar = bars.get(transfer.key());
    if (bar != null) {
      bar.advance(bytes);
    }
  }

  @Override
  public void ended(Transfer transfer, TransferResult result) {
    CopyBar bar = bars.remove(transfer.key());
    if (bar != null) {
      bar.close();
    }
    say("%s: %s".formatted(result.region(), Wording.of(result)));
  }

  @Override
  public void ended(RegionResult result) {
    if (result.outcome() != RegionResult.Outcome.DONE) {
      say("%s: %s".formatted(result.region(), Lost.reason(result)));
    }
  }

  @Override
  public void say(String line) {
    lines.say(Printable.of(line));
  }

  @Override
  public void close() {
    bars.values().forEach(CopyBar::close);
    System.setErr(errorStream);
  }
}
