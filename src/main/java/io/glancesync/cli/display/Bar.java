package io.glancesync.cli.display;

import io.glancesync.time.Ticker;
import io.glancesync.transfer.Transfer;
import java.time.Duration;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;

/** A bar that is drawn again several times a second, as wide as the terminal is then. */
final class Bar implements AutoCloseable {
  private static final int INTERVAL_MILLIS = 200;

  private final LiveLines lines;
  private final boolean isTotal;
  private final ProgressBar bar;
  private final Ticker ticker;
  private final Drawn drawn;
  private volatile long since;
  private boolean isClosed;

  private Bar(LiveLines lines, boolean isTotal, Ticker ticker, Drawn drawn) {
    this.lines = lines;
    this.isTotal = isTotal;
    this.ticker = ticker;
    this.drawn = drawn;
    since = ticker.nanos();
    bar =
        new ProgressBarBuilder()
            .setUpdateIntervalMillis(INTERVAL_MILLIS)
            .continuousUpdate()
            .setRenderer((state, columns) -> text(state.getCurrent(), columns))
            .setConsumer(new BarConsumer())
            .build();
  }

  static Bar of(Transfer transfer, LiveLines lines, Ticker ticker) {
    String name = transfer.region() + " " + transfer.step().imageName();
    long size = transfer.step().size();
    return new Bar(lines, false, ticker, (sent, time) -> new BarLine(name, sent, size, time));
  }

  /** Of all that is on its way together. */
  static Bar of(Totals totals, LiveLines lines, Ticker ticker) {
    return new Bar(
        lines,
        true,
        ticker,
        (sent, time) -> new BarLine("all", totals.sent(), totals.toSend(), totals.time()));
  }

  /** The content is sent from its first byte. */
  void begin() {
    since = ticker.nanos();
    bar.stepTo(0);
    show(text(0, width()));
  }

  void advance(long bytes) {
    bar.stepBy(bytes);
  }

  /** Takes the bar away; the thread that draws may come once more. */
  @Override
  public void close() {
    bar.close();
    synchronized (this) {
      isClosed = true;
      lines.remove(this);
    }
  }

  private String text(long sent, int columns) {
    return drawn.line(sent, ticker.since(since)).fitted(columns);
  }

  /** A line as wide as the terminal may wrap. */
  private int width() {
    return lines.columns() - 1;
  }

  private synchronized void show(String line) {
    if (isClosed) {
      return;
    }
    if (isTotal) {
      lines.showLast(this, line);
    } else {
      lines.show(this, line);
    }
  }

  private interface Drawn {
    BarLine line(long sent, Duration time);
  }

  /** Where the bar is drawn. */
  private final class BarConsumer implements ProgressBarConsumer {
    @Override
    public int getMaxRenderedLength() {
      return width();
    }

    @Override
    public void accept(String line) {
      show(line);
    }

    @Override
    public void close() {}
  }
}
