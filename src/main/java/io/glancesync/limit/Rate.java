package io.glancesync.limit;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many bytes may be sent per second.
 *
 * @param bytesPerSecond above 0
 */
public record Rate(long bytesPerSecond) implements Comparable<Rate> {
  /** No limit. */
  public static final Rate OFF = new Rate(Long.MAX_VALUE);

  private static final String UNITS = "BKMGTP";
  private static final int STEP = 1024;
  private static final Pattern TEXT =
      Pattern.compile("(\\d+\\.?\\d*|\\.\\d+)(B?|[KMGTP](I|IB)?)", Pattern.CASE_INSENSITIVE);

  public Rate {
    if (bytesPerSecond < 1) {
      throw new IllegalArgumentException("a rate has to be above 0");
    }
  }

  /**
   * Reads a rate as rclone does: a number and {@code B}, {@code K}, {@code M}, {@code G}, {@code T}
   * or {@code P}, each 1024 times the one before; without a letter it means {@code K}; {@code off}
   * and 0 mean no limit.
   *
   * @throws IllegalArgumentException when the text is not a rate; its message says why
   */
  static Rate of(String text) {
    if (text.equalsIgnoreCase("off")) {
      return OFF;
    }
    if (text.contains(":")) {
      throw new IllegalArgumentException(
          "'%s' is a pair, but there is one rate only: of what is sent to regions".formatted(text));
    }
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'%s' is not a rate: a number with B, K, M, G, T or P, each 1024 times the one before, or off"
              .formatted(text));
    }
    String unit = matcher.group(2).isEmpty() ? "K" : matcher.group(2).substring(0, 1);
    BigDecimal bytes =
        new BigDecimal(matcher.group(1))
            .multiply(size(UNITS.indexOf(unit.toUpperCase(Locale.ROOT))));
    if (bytes.signum() == 0) {
      return OFF;
    }
    if (bytes.compareTo(BigDecimal.ONE) < 0 || bytes.compareTo(size(UNITS.length())) > 0) {
      throw new IllegalArgumentException(
          "'%s' is not from 1B to %dP a second".formatted(text, STEP));
    }
    return new Rate(bytes.longValue());
  }

  private static BigDecimal size(int unit) {
    return BigDecimal.valueOf(STEP).pow(unit);
  }

  public boolean isOff() {
    return equals(OFF);
  }

  @Override
  public int compareTo(Rate other) {
    return Long.compare(bytesPerSecond, other.bytesPerSecond);
  }

  /** The text that {@link #of} can read again: {@code 10M}, {@code 1.5G}, {@code off}. */
  @Override
  public String toString() {
    if (isOff()) {
      return "off";
    }
    int unit = 0;
    while (unit < UNITS.length() - 1
        && size(unit + 1).compareTo(BigDecimal.valueOf(bytesPerSecond)) <= 0) {
      unit++;
    }
    return BigDecimal.valueOf(bytesPerSecond)
            .divide(size(unit), 3, RoundingMode.HALF_UP)
            .stripTrailingZeros()
            .toPlainString()
        + UNITS.charAt(unit);
  }
}
