package io.glancesync.cli.display;

import io.glancesync.overview.Pace;
import java.util.function.Supplier;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;

/** A bar that is drawn again several times a second, as wide as the terminal is then. */
final class Bar implements AutoCloseable {
  private static final int INTERVAL_MILLIS = 200;

  private final LiveLines lines;
  private final boolean isTotal;
  private final String name;
  private final Supplier<Pace> pace;
  private final ProgressBar bar;
  private boolean isClosed;

  /**
   * @param name what is on its way
   * @param isTotal whether it is about all that is on its way together
   * @param pace how far it is; asked whenever it is drawn
   */
  Bar(String name, boolean isTotal, LiveLines lines, Supplier<Pace> pace) {
    this.name = name;
    this.isTotal = isTotal;
    this.lines = lines;
    this.pace = pace;
    bar =
        new ProgressBarBuilder()
            .setUpdateIntervalMillis(INTERVAL_MILLIS)
            .continuousUpdate()
            .setRenderer((state, columns) -> text(columns))
            .setConsumer(new BarConsumer())
            .build();
  }

  /** Draws it at once. */
  void draw() {
    show(text(width()));
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

  private String text(int columns) {
    return new BarLine(name, pace.get()).fitted(columns);
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
