package io.glancesync.condition.value;

import java.math.BigDecimal;

/** A number. Whole and floating ones compare by their exact value, as in Python. */
public sealed interface Num extends Value permits Int, Real {
  /**
   * Digits as Python writes them. Possessive, because Java's other repetitions of groups need stack
   * for each one.
   */
  String DIGITS = "(?:[0-9]++(?:_[0-9]++)*+)";

  /** As a floating number; Python's OverflowError when it is too large for one. */
  double real();

  /** The exact value; only for numbers that are finite. */
  BigDecimal exact();

  default boolean isNaN() {
    return false;
  }

  default boolean isInfinite() {
    return false;
  }

  static boolean equal(Num one, Object other) {
    return other instanceof Num number
        && !one.isNaN()
        && !number.isNaN()
        && compare(one, number) == 0;
  }

  /** By size; neither may be NaN. */
  static int compare(Num one, Num other) {
    if (one instanceof Int some && other instanceof Int others) {
      return some.value().compareTo(others.value());
    }
    if (one instanceof Real some && other instanceof Real others) {
      // adding 0.0 makes -0.0 the same as 0.0
      return Double.compare(some.value() + 0.0, others.value() + 0.0);
    }
    return one.isInfinite() || other.isInfinite()
        ? Double.compare(infinity(one), infinity(other))
        : one.exact().compareTo(other.exact());
  }

  private static double infinity(Num number) {
    return number.isInfinite() ? number.real() : 0;
  }
}
