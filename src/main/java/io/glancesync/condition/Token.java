package io.glancesync.condition;

import io.glancesync.condition.value.Value;

/**
 * A word, sign, number or text of a condition.
 *
 * @param text as it is written
 * @param value that of a number or text, else null
 * @param start its offset in the condition
 */
public record Token(TokenType kind, String text, Value value, int start) {
  enum TokenType {
    NAME,
    SIGN,
    NUMBER,
    TEXT,
    END
  }

  /** Whether it is this word or sign. */
  boolean is(String wordOrSign) {
    return (kind == TokenType.NAME || kind == TokenType.SIGN) && text.equals(wordOrSign);
  }

  /** For a message. */
  String inWords() {
    return switch (kind) {
      case END -> "the condition ends here";
      case TEXT -> "found the text " + text;
      case NUMBER -> "found the number " + text;
      case NAME, SIGN -> "found '" + text + "'";
    };
  }
}
