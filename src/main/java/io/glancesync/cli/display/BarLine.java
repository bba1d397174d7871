package io.glancesync.cli.display;

import io.glancesync.overview.Pace;
import io.glancesync.text.Printable;
import java.util.Locale;

/**
 * A bar: of what, how much of it was sent, how fast, how long it will take.
 *
 * @param name is shortened in its middle to fit the width
 */
record BarLine(String name, Pace pace) {
  private static final int KILOBYTE = 1000;
  private static final int MEGABYTE = 1_000_000;
  private static final int SMALL = 10 * MEGABYTE;
  private static final int LEAST_BAR = 10;
  private static final int BRACKETS = 3;
  private static final int LEAST_NAME = 16;

  /** What has room; the rate and the time that is left always have. */
  String fitted(int columns) {
    String text = Printable.of(name);
    String amounts = "%s (%s)".formatted(amounts(), paceText());
    int least = Math.min(LEAST_NAME, Width.of(text));
    int room = columns - percent().length() - amounts.length() - 2;
    int bar = room - BRACKETS - Math.min(Width.of(text), room - BRACKETS - LEAST_BAR);
    if (room - BRACKETS - LEAST_BAR >= least) {
      String shown = Width.shortened(text, room - BRACKETS - bar);
      return "%s %s %s %s".formatted(shown, percent(), bar(bar), amounts);
    }
    if (room >= least) {
      return "%s %s %s".formatted(Width.shortened(text, room), percent(), amounts);
    }
    String shown = "%s (%s)".formatted(percent(), paceText());
    int left = columns - shown.length() - 1;
    return left >= Math.min(4, least) ? Width.shortened(text, left) + " " + shown : paceText();
  }

  private double share() {
    return pace.size() <= 0 ? 1 : Math.min(1, (double) pace.sent() / pace.size());
  }

  private String percent() {
    return "%3d%%".formatted((int) (share() * 100));
  }

  private String bar(int width) {
    int done = (int) (share() * width);
    String rest = done == width ? "" : ">" + " ".repeat(width - done - 1);
    return "[" + "=".repeat(done) + rest + "]";
  }

  /** As wide at the beginning as at the end. */
  private String amounts() {
    String all = Long.toString(pace.size() / unit());
    String soFar = ("%" + all.length() + "d").formatted(pace.sent() / unit());
    return "%s/%s%s".formatted(soFar, all, pace.size() < SMALL ? "kB" : "MB");
  }

  private int unit() {
    return pace.size() < SMALL ? KILOBYTE : MEGABYTE;
  }

  private String paceText() {
    return pace.left()
        .map(it -> "%s, %s left".formatted(HumanReadable.ofRate(pace), clock(it.toSeconds())))
        .orElse("? left");
  }

  private static String clock(long seconds) {
    return seconds < 3600
        ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
        : String.format(
            Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
  }
}
