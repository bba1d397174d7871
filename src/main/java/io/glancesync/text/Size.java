package io.glancesync.text;

import java.util.List;
import java.util.Locale;

/** Numbers of bytes as people read them. */
public final class Size {
  private static final int STEP = 1000;
  private static final List<String> UNITS = List.of("kB", "MB", "GB", "TB", "PB");

  private Size() {}

  /** {@code 0 B}, {@code 812 B}, {@code 2.1 GB}; a kB is 1000 bytes. */
  public static String of(long bytes) {
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
}
