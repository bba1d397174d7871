package io.glancesync.condition.value;

import java.util.Collection;

/**
 * A value of Python: immutable, and {@code equals} another exactly where Python's {@code ==} holds.
 */
public sealed interface Value permits Nothing, Num, Text, Sequence, SetOf, Dict {

  /**
   * What it costs to make it, or to look at it once: a list's elements, for example. What those
   * weigh was counted when they were made.
   */
  long weight();

  /** Python's name of its type. */
  String type();

  /** Whether a condition takes it for true. */
  boolean isTrue();

  /** As a Python programmer would write it. */
  String repr();

  /** The same for an error message, which stays short. */
  default String excerpt() {
    String repr = repr();
    int end = Math.min(Limit.EXCERPT, repr.codePointCount(0, repr.length()));
    String start = repr.substring(0, repr.offsetByCodePoints(0, end));
    return start.length() == repr.length() ? repr : start + "...";
  }

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
