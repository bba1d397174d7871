package io.glancesync.cli;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Sizes, times and rates as people read them. */
final class Amount {
  private static final int STEP = 1000;
  private static final List<String> UNITS = List.of("kB", "MB", "GB", "TB", "PB");

  private Amount() {}

  /** {@code 0 B}, {@code 812 B}, {@code 2.1 GB}; a kB is 1000 bytes. */
  static String ofBytes(long bytes) {
    if (bytes < STEP) {
      return bytes + " B";
    }
    double amount = bytes;
    int unit = -1;
    // 999.95 would be shown as 1000.0
    while (amount >= 999.95 && unit < UNITS.size() - 1) {
      amount /= STEP;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %s", amount, UNITS.get(unit));
  }

  /** {@code 0.4 s}, {@code 34 s}, {@code 2 min 5 s}, {@code 3 h 12 min}. */
  static String ofTime(Duration time) {
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

  /** {@code 1 region}, {@code 2 regions}. */
  static String of(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
