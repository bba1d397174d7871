package io.glancesync.cli;

import io.glancesync.text.Printable;
import io.glancesync.transfer.Transfer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar: of what, how much of it was sent, how fast, how long it will take. */
final class Bar implements AutoCloseable {
  private static final int KILOBYTE = 1000;
  private static final int MEGABYTE = 1_000_000;
  private static final int SMALL = 10 * MEGABYTE;
  private static final int INTERVAL_MILLIS = 200;

  private final LiveLines lines;
  private final ProgressBar bar;

  Bar(String name, long size, LiveLines lines, int columns) {
    this.lines = lines;
    ProgressBarBuilder builder =
        new ProgressBarBuilder()
            .setTaskName(Printable.of(name))
            .setInitialMax(size)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(INTERVAL_MILLIS)
            // a line as wide as the terminal may wrap
            .setConsumer(new Place(columns - 1))
            .showSpeed();
    bar =
        size < SMALL
            ? builder.setUnit("kB", KILOBYTE).build()
            : builder.setUnit("MB", MEGABYTE).build();
  }

  static Bar of(Transfer transfer, LiveLines lines, int columns) {
    String name = transfer.region() + " " + transfer.step().imageName();
    return new Bar(name, transfer.step().master().size(), lines, columns);
  }

  /** The content is sent from its first byte. */
  void begin() {
    bar.stepTo(0);
  }

  void advance(long bytes) {
    bar.stepBy(bytes);
  }

  /** So much is done of so much. */
  void show(long sent, long size) {
    bar.maxHint(size);
    bar.stepTo(sent);
  }

  /** Takes the bar away. */
  @Override
  public void close() {
    bar.close();
    // a bar that was never drawn before does not end by itself
    lines.remove(this);
  }

  /** Where the bar is drawn. */
  private final class Place implements ProgressBarConsumer {
    private final int width;

    private Place(int width) {
      this.width = width;
    }

    @Override
    public int getMaxRenderedLength() {
      return width;
    }

    @Override
    public void accept(String line) {
      lines.show(Bar.this, line);
    }

    @Override
    public void close() {
      lines.remove(Bar.this);
    }
  }
}
