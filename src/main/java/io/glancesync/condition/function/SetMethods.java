package io.glancesync.condition.function;

import io.glancesync.condition.value.Int;
import io.glancesync.condition.value.SetOf;
import io.glancesync.condition.value.Value;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** The methods of {@code set}. Their arguments may be anything that can be iterated over. */
final class SetMethods {
  static final List<Routine> ALL =
      List.of(
          new Routine("set", "union", 0, Routine.ANY_NUMBER, SetMethods::union),
          new Routine("set", "intersection", 0, Routine.ANY_NUMBER, SetMethods::intersection),
          new Routine("set", "difference", 0, Routine.ANY_NUMBER, SetMethods::difference),
          new Routine("set", "symmetric_difference", 1, 1, SetMethods::symmetricDifference),
          new Routine("set", "issubset", 1, 1, SetMethods::isSubset),
          new Routine("set", "issuperset", 1, 1, SetMethods::isSuperset),
          new Routine("set", "isdisjoint", 1, 1, SetMethods::isDisjoint));

  private SetMethods() {}

  static Value union(List<Value> operands) {
    return combined(operands, Set::addAll);
  }

  static Value intersection(List<Value> operands) {
    return combined(operands, Set::retainAll);
  }

  static Value difference(List<Value> operands) {
    return combined(operands, Set::removeAll);
  }

  static Value symmetricDifference(List<Value> operands) {
    return difference(List.of(union(operands), intersection(operands)));
  }

  private static Value combined(
      List<Value> operands, BiConsumer<Set<Value>, Collection<Value>> combine) {
    var result = new LinkedHashSet<>(set(operands.get(0)));
    operands.stream().skip(1).forEach(operand -> combine.accept(result, set(operand)));
    return new SetOf("set", result);
  }

  private static Value isSubset(List<Value> operands) {
    return Int.of(set(operands.get(1)).containsAll(set(operands.get(0))));
  }

  private static Value isSuperset(List<Value> operands) {
    return Int.of(set(operands.get(0)).containsAll(set(operands.get(1))));
  }

  private static Value isDisjoint(List<Value> operands) {
    Stream<Value> others = set(operands.get(1)).stream();
    return Int.of(others.noneMatch(set(operands.get(0))::contains));
  }

  private static Set<Value> set(Value value) {
    return value instanceof SetOf set ? set.elements() : SetOf.of(value.elements()).elements();
  }
}
