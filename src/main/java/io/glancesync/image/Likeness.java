package io.glancesync.image;

/** Whether two images hold the same bytes, the likest first. */
public enum Likeness {
  SAME,
  /** They are of one size, and nothing says more. */
  UNKNOWN,
  OTHER
}
