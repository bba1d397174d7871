package io.glancesync.condition.function;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** All functions and methods that a condition may call, by name. */
public final class Library {
  public static final Map<String, Routine> FUNCTIONS = byName(Functions.ALL.stream());

  /** No two types have a method of the same name. */
  public static final Map<String, Routine> METHODS =
      byName(
          Stream.of(TextMethods.ALL, DictMethods.ALL, SetMethods.ALL).flatMap(Collection::stream));

  private Library() {}

  private static Map<String, Routine> byName(Stream<Routine> routines) {
    return routines.collect(toUnmodifiableMap(Routine::name, Function.identity()));
  }
}
