package io.glancesync.file;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads the user properties of a backup: a JSON object, or a Python dictionary as the older tool
 * wrote it. The two are near enough to each other to be read as one language.
 */
final class PropertiesText {
  private final String text;
  private int at;

  private PropertiesText(String text) {
    this.text = text;
  }

  /**
   * @return the properties; numbers and truth values as their texts, without those that have no
   *     value
   * @throws IllegalArgumentException when the text is neither
   */
  static SortedMap<String, String> read(String text) {
    return text.isBlank() ? new TreeMap<>() : new PropertiesText(text).properties();
  }

  private SortedMap<String, String> properties() {
    var properties = new TreeMap<String, String>();
    expect('{');
    while (!accept('}')) {
      String name = quoted();
      expect(':');
      String value = value();
      if (value != null) {
        properties.put(name, value);
      }
      if (peek() != '}') {
        expect(',');
      }
    }
    if (peek() != END) {
      throw wrong("nothing more");
    }
    return properties;
  }

  private static final char END = '\0';

  private char peek() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at < text.length() ? text.charAt(at) : END;
  }

  private boolean accept(char wanted) {
    if (peek() != wanted) {
      return false;
    }
    at++;
    return true;
  }

  private void expect(char wanted) {
    if (!accept(wanted)) {
      throw wrong("'" + wanted + "'");
    }
  }

  private IllegalArgumentException wrong(String expected) {
    return new IllegalArgumentException(
        "the user properties are neither a JSON object nor a Python dictionary: expected %s at character %d of %s"
            .formatted(expected, at + 1, text));
  }

  private String value() {
    char first = peek();
    if (first == '\'' || first == '"' || isPrefix()) {
      return quoted();
    }
    int begin = at;
    while (at < text.length() && ",}".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    String word = text.substring(begin, at).strip();
    return switch (word) {
      case "None", "null" -> null;
      case "True", "False", "true", "false" -> word;
      default -> number(word, begin);
    };
  }

  private String number(String word, int begin) {
    // Python 2 marks long numbers
    if (word.matches("-?[0-9]+L")) {
      return word.substring(0, word.length() - 1);
    }
    if (!word.matches("-?[0-9]+(\\.[0-9]*)?([eE][-+]?[0-9]+)?")) {
      at = begin;
      throw wrong("a text, a number, True, False or None");
    }
    return word;
  }

  /** Python 2 writes {@code u'text'}. */
  private boolean isPrefix() {
    return at + 1 < text.length()
        && "uUbB".indexOf(text.charAt(at)) >= 0
        && "'\"".indexOf(text.charAt(at + 1)) >= 0;
  }

  private String quoted() {
    char quote = peek();
    if (isPrefix()) {
      at++;
      quote = text.charAt(at);
    }
    if (quote != '\'' && quote != '"') {
      throw wrong("a quoted text");
    }
    at++;
    var value = new StringBuilder();
    while (at < text.length() && text.charAt(at) != quote) {
      char next = text.charAt(at++);
      if (next == '\\') {
        escaped(value);
      } else {
        value.append(next);
      }
    }
    if (at >= text.length()) {
      throw wrong("the end of a quoted text");
    }
    at++;
    return value.toString();
  }

  private void escaped(StringBuilder value) {
    if (at >= text.length()) {
      throw wrong("the end of a quoted text");
    }
    char which = text.charAt(at++);
    switch (which) {
      case 'n' -> value.append('\n');
      case 'r' -> value.append('\r');
      case 't' -> value.append('\t');
      case 'b' -> value.append('\b');
      case 'f' -> value.append('\f');
      case 'x' -> value.appendCodePoint(hexadecimal(2));
      case 'u' -> value.append((char) hexadecimal(4));
      case 'U' -> value.appendCodePoint(hexadecimal(8));
      case '\'', '"', '\\', '/' -> value.append(which);
      default -> value.append('\\').append(which);
    }
  }

  private int hexadecimal(int digits) {
    if (!text.substring(at, Math.min(text.length(), at + digits))
        .matches("[0-9a-fA-F]{" + digits + "}")) {
      throw wrong(digits + " hexadecimal digits");
    }
    at += digits;
    return Integer.parseInt(text, at - digits, at, 16);
  }
}
