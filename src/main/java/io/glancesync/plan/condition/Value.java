package io.glancesync.plan.condition;

import java.util.Collection;

/**
 * A value of Python: immutable, and {@code equals} another exactly where Python's {@code ==} holds.
 */
sealed interface Value permits Nothing, Num, Text, Sequence, SetOf, Dict {

  /** Python's name of its type. */
  String type();

  /** Whether a condition takes it for true. */
  boolean isTrue();

  /** As a Python programmer would write it. */
  String repr();

  /** What {@code str()} makes of it. */
  default String str() {
    return repr();
  }

  /** What iterating over it yields. */
  default Collection<Value> elements() {
    throw PythonError.type("'" + type() + "' object is not iterable");
  }

  /** Itself, if a set may hold it. */
  default Value hashable() {
    return this;
  }
}
