package io.glancesync.condition.value;

import static java.util.stream.Collectors.joining;

import java.util.List;

/** A list, or a tuple. */
public record Sequence(boolean isTuple, List<Value> elements)
    implements Value, Comparable<Sequence> {

  public static Sequence list(List<Value> elements) {
    return new Sequence(false, elements);
  }

  public static Sequence tuple(List<Value> elements) {
    return new Sequence(true, elements);
  }

  /**
   * For Java's hash tables, as {@link Text#compareTo}. Elements other than texts count as alike:
   * the tables then fall back to comparing for equality.
   */
  @Override
  public int compareTo(Sequence other) {
    for (int i = 0; i < Math.min(elements.size(), other.elements.size()); i++) {
      int order = order(elements.get(i), other.elements.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(elements.size(), other.elements.size());
  }

  private static int order(Value one, Value other) {
    return one instanceof Text some && other instanceof Text others
        ? some.compareTo(others)
        : Boolean.compare(one instanceof Text, other instanceof Text);
  }

  @Override
  public long weight() {
    return 1L + elements.size();
  }

  @Override
  public String type() {
    return isTuple ? "tuple" : "list";
  }

  @Override
  public boolean isTrue() {
    return !elements.isEmpty();
  }

  @Override
  public Value hashable() {
    if (!isTuple) {
      throw PythonError.type("unhashable type: 'list'");
    }
    elements.forEach(Value::hashable);
    return this;
  }

  @Override
  public String repr() {
    String inside = elements.stream().map(Value::repr).collect(joining(", "));
    if (!isTuple) {
      return "[" + inside + "]";
    }
    return "(" + inside + (elements.size() == 1 ? ",)" : ")");
  }
}
