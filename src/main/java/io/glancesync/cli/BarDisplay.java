package io.glancesync.cli;

import io.glancesync.plan.Plan;
import io.glancesync.report.RegionResult;
import io.glancesync.report.TransferResult;
import io.glancesync.transfer.Transfer;
import java.io.PrintStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows a run on a terminal: a bar for each image on its way, a line for what has ended. */
final class BarDisplay implements Display {
  private static final int MEGABYTE = 1_000_000;
  private static final int SMALL = 10 * MEGABYTE;
  private static final int KILOBYTE = 1000;
  private static final int INTERVAL_MILLIS = 200;

  private final Map<String, ProgressBar> bars = new ConcurrentHashMap<>();
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
      bars.put(transfer.key(), bar(transfer));
    }
  }

  private ProgressBar bar(Transfer transfer) {
    long size = transfer.step().master().size();
    ProgressBarBuilder bar =
        new ProgressBarBuilder()
            .setTaskName(Printable.of(transfer.region() + " " + transfer.step().imageName()))
            .setInitialMax(size)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(INTERVAL_MILLIS)
            .setConsumer(new Bar())
            .showSpeed();
    return (size < SMALL ? bar.setUnit("kB", KILOBYTE) : bar.setUnit("MB", MEGABYTE)).build();
  }

  @Override
  public void sending(Transfer transfer) {
    ProgressBar bar = bars.get(transfer.key());
    if (bar != null) {
      bar.stepTo(0);
    }
  }

  @Override
  public void sent(Transfer transfer, long bytes) {
    ProgressBar bar = bars.get(transfer.key());
    if (bar != null) {
      bar.stepBy(bytes);
    }
  }

  @Override
  public void ended(Transfer transfer, TransferResult result) {
    ProgressBar bar = bars.remove(transfer.key());
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
    bars.values().forEach(ProgressBar::close);
    System.setErr(errorStream);
  }

  /** Where a bar is drawn. */
  private final class Bar implements ProgressBarConsumer {
    @Override
    public int getMaxRenderedLength() {
      // a line as wide as the terminal may wrap
      return columns - 1;
    }

    @Override
    public void accept(String line) {
      lines.show(this, line);
    }

    @Override
    public void close() {
      lines.remove(this);
    }
  }
}
