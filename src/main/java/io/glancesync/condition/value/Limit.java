package io.glancesync.condition.value;

/**
 * How large things may grow, so that no condition can use up memory or time. Python itself has no
 * such limits; no sensible condition comes near them.
 */
public final class Limit {
  /** Levels of parentheses, {@code not}, signs and the like. */
  public static final int NESTING = 50;

  /** Characters of a condition. */
  public static final int CONDITION = 20_000;

  /** Characters of a text that it makes; elements of a list. */
  public static final int SIZE = 100_000;

  /** What all results of one evaluation may weigh together. */
  public static final int STEPS = 1_000_000;

  /** Characters of a value that an error message repeats. */
  static final int EXCERPT = 60;

  /** Bits of a whole number. */
  static final int BITS = 10_000;

  /** Digits of a whole number that is read from text; as many have just fewer than the bits. */
  public static final int DIGITS = 3_000;

  private Limit() {}

  /** To be asked before the text or list is made. */
  public static void checkSize(long size) {
    if (size > SIZE) {
      throw tooLarge("a value of more than " + SIZE + " characters");
    }
  }

  /** To be asked before the number is made. */
  public static void checkBits(long bits) {
    if (bits > BITS) {
      throw tooLarge("a number of more than " + BITS + " bits");
    }
  }

  private static PythonError tooLarge(String what) {
    return new PythonError("MemoryError", what + " is refused");
  }
}
