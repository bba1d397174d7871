package io.glancesync.cli.display;

import io.glancesync.overview.Pace;
import io.glancesync.text.Size;
import java.time.Duration;
import java.util.Locale;

/** Sizes, times and rates as people read them. */
public final class HumanReadable {
  private HumanReadable() {}

  /** {@code 0 B}, {@code 812 B}, {@code 2.1 GB}; a kB is 1000 bytes. */
  public static String ofBytes(long bytes) {
    return Size.of(bytes);
  }

  /** {@code 0.4 s}, {@code 34 s}, {@code 2 min 5 s}, {@code 3 h 12 min}. */
  public static String ofTime(Duration time) {
    long seconds = time.toSeconds();
    if (time.toMillis() < 9_950) {
      return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }
    if (seconds < 60) {
      return seconds + " s";
    }
    return seconds < 3600
        ? "%d min %d s".formatted(seconds / 60, seconds % 60)
        : "%d h %d min".formatted(seconds / 3600, seconds / 60 % 60);
  }

  /** {@code 61.8 MB/s}. */
  static String ofRate(long bytes, Duration time) {
    return ofBytes(bytes * 1000 / Math.max(1, time.toMillis())) + "/s";
  }

  /** {@code 0.4 GB of 1.1 GB, 61.8 MB/s, 8 s left}; without what cannot be told. */
  public static String ofPace(Pace pace) {
    String amounts = "%s of %s".formatted(ofBytes(pace.sent()), ofBytes(pace.size()));
    return pace.left()
        .map(it -> "%s, %s, %s left".formatted(amounts, ofRate(pace), ofTime(it)))
        .orElse(amounts);
  }

  /** {@code 61.8 MB/s}. */
  static String ofRate(Pace pace) {
    return ofBytes(pace.rate()) + "/s";
  }

  /** {@code 1 region}, {@code 2 regions}. */
  public static String of(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
