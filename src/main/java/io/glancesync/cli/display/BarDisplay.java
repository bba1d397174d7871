package io.glancesync.cli.display;

import io.glancesync.overview.OverviewTracker;
import io.glancesync.overview.Pace;
import io.glancesync.overview.RunOverview;
import io.glancesync.overview.TransferOverview;
import io.glancesync.plan.Plan;
import io.glancesync.report.RegionResult;
import io.glancesync.report.RegionResult.RegionOutcome;
import io.glancesync.report.TransferResult;
import io.glancesync.text.Printable;
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
  private final PrintStream errorStream = System.err;
  private volatile OverviewTracker overview;
  private Bar total;

  public BarDisplay(Terminal terminal) {
    lines = new LiveLines(terminal.err(), terminal.screen());
    terminal.screen().follow();
    // the log goes there, and must not write into the bars
    System.setErr(lines.stream());
  }

  @Override
  public void follow(OverviewTracker tracker) {
    overview = tracker;
  }

  @Override
  public void planned(Plan plan) {
    say("%s: %s".formatted(plan.region(), Wording.toDo(plan)));
    showTotal();
  }

  @Override
  public void begun(Transfer transfer) {
    if (transfer.isCopy()) {
      String name = transfer.region() + " " + transfer.step().imageName();
      bars.put(transfer.key(), new Bar(name, false, lines, () -> pace(transfer)));
    }
  }

  private Pace pace(Transfer transfer) {
    return overview
        .transfer(transfer)
        .map(TransferOverview::pace)
        .orElseGet(() -> new Pace(0, transfer.step().size(), 0));
  }

  /** Of all copies together, as far as they are planned. */
  private Pace total() {
    return overview.present().map(RunOverview::pace).orElse(Pace.NONE);
  }

  @Override
  public void sending(Transfer transfer) {
    Bar bar = bars.get(transfer.key());
    if (bar != null) {
      bar.draw();
      showTotal();
    }
  }

  /** Where several are on their way; what is planned later makes it longer. */
  private synchronized void showTotal() {
    Pace all = total();
    if (all.sent() >= all.size()) {
      closeTotal();
      return;
    }
    if (total == null && bars.size() > 1) {
      total = new Bar("all", true, lines, this::total);
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
