package io.glancesync.config.source;

/**
 * One line of a value.
 *
 * @param number of the line in its file, 0 where there is no file
 */
public record ValueLine(int number, String text) {
  /** A backslash before a line break only says that the value goes on. */
  ValueLine withoutBackslash() {
    return text.endsWith("\\")
        ? new ValueLine(number, text.substring(0, text.length() - 1).stripTrailing())
        : this;
  }
}
