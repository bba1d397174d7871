package io.glancesync.cli.display;

import io.glancesync.plan.Plan;
import io.glancesync.report.RegionResult;
import io.glancesync.report.RegionResult.RegionOutcome;
import io.glancesync.report.TransferResult;
import io.glancesync.text.Printable;
import io.glancesync.time.Ticker;
import io.glancesync.transfer.Transfer;
import java.io.PrintStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Shows a run on a terminal: a bar for each image on its way, one for all of them, a line for what
 * has ended.
 */
public final class BarDisplay implements Display {
  private final Map<String, Bar> bars = new ConcurrentHashMap<>();
  private final LiveLines lines;
  private final Ticker ticker;
  private final PrintStream errorStream = System.err;
  private final Totals totals;
  private Bar total;

  public BarDisplay(Terminal terminal, Ticker ticker) {
    this.ticker = ticker;
    totals = new Totals(ticker);
    lines = new LiveLines(terminal.err(), terminal.screen());
    terminal.screen().follow();
    // the log goes there, and must not write into the bars
    System.setErr(lines.stream());
  }

  @Override
  public void planned(Plan plan) {
    say("%s: %s".formatted(plan.region(), Wording.toDo(plan)));
    totals.planned(plan);
    showTotal();
  }

  @Override
  public void begun(Transfer transfer) {
    if (transfer.isCopy()) {
      bars.put(transfer.key(), Bar.of(transfer, lines, ticker));
    }
  }

  @Override
  public void sending(Transfer transfer) {
    Bar bar = bars.get(transfer.key());
    if (bar != null) {
      bar.begin();
      totals.sending(transfer);
    }
  }

  @Override
  public void sent(Transfer transfer, long bytes) {
    Bar bar = bars.get(transfer.key());
    if (bar != null) {
      bar.advance(bytes);
      totals.sent(transfer, bytes);
      showTotal();
    }
  }

  /** Where several are on their way; what is planned later makes it longer. */
  private synchronized void showTotal() {
    if (totals.toSend() == 0) {
      closeTotal();
      return;
    }
    if (total == null && bars.size() > 1) {
      total = Bar.of(totals, lines, ticker);
    }
  }

  private synchronized void closeTotal() {
    if (total != null) {
      total.close();
      total = null;
    }
  }

  @Override
  public void ended(Transfer transfer, TransferResult result) {
    Bar bar = bars.remove(transfer.key());
    if (bar != null) {
      bar.close();
    }
    totals.ended(transfer);
    showTotal();
    say("%s: %s".formatted(result.region(), Wording.of(result)));
  }

  @Override
  public void ended(RegionResult result) {
    if (result.outcome() != RegionOutcome.DONE) {
      say("%s: %s".formatted(result.region(), UnreachedRegions.reason(result)));
    }
  }

  @Override
  public void say(String line) {
    lines.say(Printable.of(line));
  }

  @Override
  public void close() {
    closeTotal();
    bars.values().forEach(Bar::close);
    System.setErr(errorStream);
  }
}
