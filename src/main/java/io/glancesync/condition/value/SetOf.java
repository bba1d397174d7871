package io.glancesync.condition.value;

import static java.util.stream.Collectors.joining;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Python's {@code set}, or what a dict's {@code keys()} and {@code items()} return, which works
 * like a set but for the methods.
 */
public record SetOf(String type, Set<Value> elements) implements Value {

  /** Python's TypeError where a set cannot hold one of the elements. */
  public static SetOf of(Collection<Value> elements) {
    elements.forEach(Value::hashable);
    return new SetOf("set", new LinkedHashSet<>(elements));
  }

  public boolean isView() {
    return !type.equals("set");
  }

  @Override
  public long weight() {
    return 1L + elements.size();
  }

  @Override
  public boolean isTrue() {
    return !elements.isEmpty();
  }

  @Override
  public Value hashable() {
    throw PythonError.type("unhashable type: '" + type + "'");
  }

  @Override
  public String repr() {
    return elements.isEmpty()
        ? "set()"
        : elements.stream().map(Value::repr).collect(joining(", ", "{", "}"));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SetOf set && elements.equals(set.elements);
  }

  @Override
  public int hashCode() {
    return elements.hashCode();
  }
}
