package io.glancesync.condition.function;

import io.glancesync.condition.value.Dict;
import io.glancesync.condition.value.Num;
import io.glancesync.condition.value.PythonError;
import io.glancesync.condition.value.Sequence;
import io.glancesync.condition.value.SetOf;
import io.glancesync.condition.value.Text;
import io.glancesync.condition.value.Value;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntPredicate;

/** Python's comparisons. */
public final class ComparisonOperators {
  private ComparisonOperators() {}

  public static boolean hold(String sign, Value left, Value right) {
    return switch (sign) {
      case "==" -> left.equals(right);
      case "!=" -> !left.equals(right);
      case "<" -> ordered(sign, left, right, order -> order < 0);
      case "<=" -> ordered(sign, left, right, order -> order <= 0);
      case ">" -> ordered(sign, left, right, order -> order > 0);
      case ">=" -> ordered(sign, left, right, order -> order >= 0);
      case "in" -> contains(right, left);
      case "not in" -> !contains(right, left);
      case "is" -> same(left, right);
      case "is not" -> !same(left, right);
      default -> throw new IllegalArgumentException(sign);
    };
  }

  private static boolean ordered(String sign, Value left, Value right, IntPredicate holds) {
    OptionalInt order = order(sign, left, right);
    return order.isPresent() && holds.test(order.getAsInt());
  }

  /** Negative, zero or positive; empty where neither is the greater, as with NaN. */
  private static OptionalInt order(String sign, Value left, Value right) {
    if (left instanceof Num one && right instanceof Num other) {
      boolean comparable = !one.isNaN() && !other.isNaN();
      return comparable ? OptionalInt.of(Num.compare(one, other)) : OptionalInt.empty();
    }
    if (left instanceof Text one && right instanceof Text other) {
      return OptionalInt.of(one.compareTo(other));
    }
    if (left instanceof SetOf one && right instanceof SetOf other) {
      return inclusion(one.elements(), other.elements());
    }
    if (left instanceof Sequence one
        && right instanceof Sequence other
        && one.isTuple() == other.isTuple()) {
      return elementwise(sign, one.elements(), other.elements());
    }
    throw PythonError.type(
        "'%s' not supported between instances of '%s' and '%s'"
            .formatted(sign, left.type(), right.type()));
  }

  private static OptionalInt inclusion(Set<Value> one, Set<Value> other) {
    if (one.equals(other)) {
      return OptionalInt.of(0);
    }
    if (other.containsAll(one)) {
      return OptionalInt.of(-1);
    }
    return one.containsAll(other) ? OptionalInt.of(1) : OptionalInt.empty();
  }

  private static OptionalInt elementwise(String sign, List<Value> one, List<Value> other) {
    for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
      if (!one.get(i).equals(other.get(i))) {
        return order(sign, one.get(i), other.get(i));
      }
    }
    return OptionalInt.of(Integer.compare(one.size(), other.size()));
  }

  private static boolean contains(Value container, Value element) {
    if (container instanceof Text text) {
      return TextMethods.find(text.value(), Text.in(element)) >= 0;
    }
    if (container instanceof SetOf && element instanceof SetOf) {
      return false;
    }
    boolean hashed = container instanceof SetOf || container instanceof Dict;
    return container.elements().contains(hashed ? element.hashable() : element);
  }

  // Python compares identities; of texts and numbers those are chance, so their values count here
  private static boolean same(Value left, Value right) {
    boolean hasIdentity = left instanceof Sequence || left instanceof SetOf || left instanceof Dict;
    return left == right
        || (!hasIdentity && left.type().equals(right.type()) && left.equals(right));
  }
}
