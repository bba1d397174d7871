package io.glancesync.plan.condition;

import static java.util.stream.Collectors.joining;

import java.util.List;

/** A list, or a tuple. */
record Sequence(boolean isTuple, List<Value> elements) implements Value {

  static Sequence list(List<Value> elements) {
    return new Sequence(false, elements);
  }

  static Sequence tuple(List<Value> elements) {
    return new Sequence(true, elements);
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
