package io.glancesync.text;

import java.util.List;

/**
 * Makes texts from elsewhere fit for a terminal and a log: one text stays one line, and is seen as
 * it is. What would begin a line, move the cursor, change colours, turn the direction of writing or
 * be invisible is shown as a condition would write it: {@code \n}, {@code \u202e}. A backslash
 * stays one, so that a text is not always told from its escaped form; JSON and CSV are exact.
 */
public final class Printable {
  private static final int JOINER = 0x200d;
  private static final int EMOJI_VARIATION = 0xfe0f;
  private static final int LIGHTEST_SKIN = 0x1f3fb;
  private static final int DARKEST_SKIN = 0x1f3ff;

  private Printable() {}

  /** The text as one line. */
  public static String of(String text) {
    int first = firstHidden(text);
    if (first == text.length()) {
      return text;
    }
    var line = new StringBuilder(text.length() + 16).append(text, 0, first);
    for (int i = first; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      append(line, text, i);
    }
    return line.toString();
  }

  /**
   * The lines of a text of ours, in which line breaks are meant, and nothing else that {@link #of}
   * escapes.
   */
  public static List<String> lines(String text) {
    return text.lines().map(Printable::of).toList();
  }

  private static int firstHidden(String text) {
    int i = 0;
    while (i < text.length() && !isHidden(text, i)) {
      i += Character.charCount(text.codePointAt(i));
    }
    return i;
  }

  private static void append(StringBuilder line, String text, int index) {
    int codePoint = text.codePointAt(index);
    if (isHidden(text, index)) {
      line.append(escaped(codePoint));
    } else {
      line.appendCodePoint(codePoint);
    }
  }

  private static String escaped(int codePoint) {
    return switch (codePoint) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> String.format(codePoint > 0xffff ? "\\U%08x" : "\\u%04x", codePoint);
    };
  }

  private static boolean isHidden(String text, int index) {
    int codePoint = text.codePointAt(index);
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      case Character.FORMAT -> codePoint != JOINER || !isWithinEmoji(text, index);
      default -> false;
    };
  }

  /**
   * Whether a joiner makes one picture of two, such as a family. Anywhere else two names that look
   * alike could differ by it.
   */
  private static boolean isWithinEmoji(String text, int index) {
    int before = index;
    int last;
    do {
      if (before == 0) {
        return false;
      }
      last = text.codePointBefore(before);
      before -= Character.charCount(last);
    } while (last == EMOJI_VARIATION || (last >= LIGHTEST_SKIN && last <= DARKEST_SKIN));
    return isPicture(last) && index + 1 < text.length() && isPicture(text.codePointAt(index + 1));
  }

  private static boolean isPicture(int codePoint) {
    // among the symbols below are such as © and °
    return codePoint >= 0x2190 && Character.getType(codePoint) == Character.OTHER_SYMBOL;
  }

  /**
   * An address of a server's as it may be shown: without what may be a secret in it, and not
   * endless.
   *
   * @param text as the server has it
   */
  public static String address(String text) {
    String safe =
        text.replaceAll("//[^/@]*@", "//***@").replaceAll("[?#].*", "?***").replaceAll("\\s", " ");
    return safe.length() <= 200 ? safe : safe.substring(0, 200) + "...";
  }
}
