package io.glancesync.condition.value;

import java.util.List;

/** Python's {@code str}: its length and positions count code points, not Java's characters. */
public record Text(String value) implements Value, Comparable<Text> {
  private static final int CHARACTERS_PER_STEP = 16;

  /** The string in it; Python's TypeError when it is something else. */
  public static String in(Value value) {
    if (value instanceof Text text) {
      return text.value;
    }
    throw PythonError.type("expected str, not " + value.type());
  }

  static Text of(int codePoint) {
    return new Text(Character.toString(codePoint));
  }

  /**
   * By code points, as Python has it. Java's hash tables also ask for it: texts of one hash, which
   * are easily made, are then found nearly as fast as others.
   */
  @Override
  public int compareTo(Text other) {
    int i = 0;
    while (i < value.length() && i < other.value.length()) {
      int one = value.codePointAt(i);
      int two = other.value.codePointAt(i);
      if (one != two) {
        return Integer.compare(one, two);
      }
      i += Character.charCount(one);
    }
    return Integer.compare(value.length(), other.value.length());
  }

  @Override
  public long weight() {
    return 1L + value.length() / CHARACTERS_PER_STEP;
  }

  @Override
  public String type() {
    return "str";
  }

  @Override
  public boolean isTrue() {
    return !value.isEmpty();
  }

  @Override
  public List<Value> elements() {
    return value.codePoints().<Value>mapToObj(Text::of).toList();
  }

  @Override
  public String str() {
    return value;
  }

  @Override
  public String repr() {
    boolean doubled = value.contains("'") && !value.contains("\"");
    String quote = doubled ? "\"" : "'";
    String escaped =
        value.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t");
    return quote + (doubled ? escaped : escaped.replace("'", "\\'")) + quote;
  }
}
