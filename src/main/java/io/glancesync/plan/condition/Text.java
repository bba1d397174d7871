package io.glancesync.plan.condition;

import java.util.List;

/** Python's {@code str}: its length and positions count code points, not Java's characters. */
record Text(String value) implements Value {

  /** The string in it; Python's TypeError when it is something else. */
  static String in(Value value) {
    if (value instanceof Text text) {
      return text.value;
    }
    throw PythonError.type("expected str, not " + value.type());
  }

  static Text of(int codePoint) {
    return new Text(Character.toString(codePoint));
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
