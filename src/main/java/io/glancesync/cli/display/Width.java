package io.glancesync.cli.display;

import org.jline.utils.WCWidth;

/**
 * How many columns of a terminal a text takes: letters of Chinese and most emoji take two,
 * combining ones none. Terminals disagree about emoji that are joined.
 */
public final class Width {
  private static final String MORE = "...";

  private Width() {}

  public static int of(String text) {
    return text.codePoints().map(Width::of).sum();
  }

  private static int of(int codePoint) {
    return Math.max(0, WCWidth.wcwidth(codePoint));
  }

  /** The text, or as much of its beginning as has room. */
  static String limited(String text, int columns) {
    // no character is wider than two columns
    if (text.length() <= columns / 2 || of(text) <= columns) {
      return text;
    }
    int end = 0;
    int width = MORE.length();
    while (width + of(text.codePointAt(end)) <= columns) {
      width += of(text.codePointAt(end));
      end += Character.charCount(text.codePointAt(end));
    }
    return text.substring(0, end) + MORE;
  }

  /** The text, or as much of its beginning and its end as has room. */
  static String shortened(String text, int columns) {
    if (of(text) <= columns) {
      return text;
    }
    int room = Math.max(0, columns - MORE.length());
    String end = end(text, room / 2);
    String begin = limited(text, columns - of(end));
    return columns < MORE.length() ? begin.substring(0, Math.max(0, columns)) : begin + end;
  }

  /** As much of its end as has room; what combines with a letter stays with it. */
  private static String end(String text, int columns) {
    int begin = text.length();
    int width = 0;
    int at = begin;
    while (at > 0) {
      int codePoint = text.codePointBefore(at);
      width += of(codePoint);
      if (width > columns) {
        break;
      }
      at -= Character.charCount(codePoint);
      begin = of(codePoint) > 0 ? at : begin;
    }
    return text.substring(begin);
  }
}
