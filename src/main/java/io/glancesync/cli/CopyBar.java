package io.glancesync.cli;

import io.glancesync.transfer.Transfer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;

/** The bar of one copy: region, image, how much of it was sent, how fast, how long it will take. */
final class CopyBar implements AutoCloseable {
  private static final int KILOBYTE = 1000;
  private static final int MEGABYTE = 1_000_000;
  private static final int SMALL = 10 * MEGABYTE;
  private static final int INTERVAL_MILLIS = 200;

  private final LiveLines lines;
  private final ProgressBar bar;

  CopyBar(Transfer transfer, LiveLines lines, int columns) {
    this.lines = lines;
    long size = transfer.step().master().size();
    ProgressBarBuilder builder =
        new ProgressBarBuilder()
            .setTaskName(Printable.of(transfer.region() + " " + transfer.step().imageName()))
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

  /** The content is sent from its first byte. */
  void begin() {
    bar.stepTo(0);
  }

  void advance(long bytes) {
    bar.stepBy(bytes);
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
      lines.show(CopyBar.this, line);
    }

    @Override
    public void close() {
      lines.remove(CopyBar.this);
    }
  }
}
