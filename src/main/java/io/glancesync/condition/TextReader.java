package io.glancesync.condition;

import io.glancesync.condition.Token.TokenType;
import io.glancesync.condition.value.Text;

/** Reads one text in quotes, with Python's escapes. */
final class TextReader {
  private static final String NAMED_ESCAPES = "\\'\"abfnrtv";
  private static final String THEIR_VALUES = "\\'\"\u0007\b\f\n\r\t\u000b";

  private final Lexer lexer;
  private final String text;
  private final int start;
  private final boolean isRaw;
  private final String quote;
  private final StringBuilder value = new StringBuilder();
  private int next;

  /** For the text that starts here, with a letter or its quote. */
  TextReader(Lexer lexer, String text, int start) {
    this.lexer = lexer;
    this.text = text;
    this.start = start;
    int open = Character.isLetter(text.charAt(start)) ? start + 1 : start;
    isRaw = Character.toLowerCase(text.charAt(start)) == 'r';
    String one = text.substring(open, open + 1);
    quote = text.startsWith(one.repeat(3), open) ? one.repeat(3) : one;
    next = open + quote.length();
  }

  Token read() {
    while (!text.startsWith(quote, next)) {
      if (next >= text.length() || (quote.length() == 1 && text.charAt(next) == '\n')) {
        throw lexer.error("the text is never closed with " + quote, start);
      }
      if (text.charAt(next) == '\\') {
        escape();
      } else {
        value.append(text.charAt(next++));
      }
    }
    next += quote.length();
    return new Token(
        TokenType.TEXT, text.substring(start, next), new Text(value.toString()), start);
  }

  private void escape() {
    int backslash = next++;
    if (next == text.length()) {
      return;
    }
    char kind = text.charAt(next++);
    int named = NAMED_ESCAPES.indexOf(kind);
    if (isRaw) {
      value.append('\\').append(kind);
    } else if (named >= 0) {
      value.append(THEIR_VALUES.charAt(named));
    } else if (kind != '\n') {
      byNumber(kind, backslash);
    }
  }

  private void byNumber(char kind, int backslash) {
    switch (kind) {
      case 'x' -> hexadecimal(2, backslash);
      case 'u' -> hexadecimal(4, backslash);
      case 'U' -> hexadecimal(8, backslash);
      case 'N', '0', '1', '2', '3', '4', '5', '6', '7' ->
          throw lexer.error("this escape is not supported; write it with \\u", backslash);
      // as Python does with escapes that it does not know
      default -> value.append('\\').append(kind);
    }
  }

  private void hexadecimal(int digits, int backslash) {
    int end = Math.min(next + digits, text.length());
    String number = text.substring(next, end);
    if (!number.matches("[0-9a-fA-F]{" + digits + "}")) {
      throw lexer.error("this escape needs " + digits + " hexadecimal digits", backslash);
    }
    long codePoint = Long.parseLong(number, 16);
    if (codePoint > Character.MAX_CODE_POINT) {
      throw lexer.error("there is no such character", backslash);
    }
    value.appendCodePoint((int) codePoint);
    next = end;
  }
}
