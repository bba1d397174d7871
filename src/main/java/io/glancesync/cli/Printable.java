package io.glancesync.cli;

/** Makes texts from elsewhere fit for a terminal. */
final class Printable {
  private Printable() {}

  /** The text without what would move the cursor, change colours or begin a new line. */
  static String of(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }
}
