package io.glancesync.condition.function;

import static java.util.Collections.nCopies;

import io.glancesync.condition.value.Int;
import io.glancesync.condition.value.Limit;
import io.glancesync.condition.value.OperandFunction;
import io.glancesync.condition.value.Sequence;
import io.glancesync.condition.value.SetOf;
import io.glancesync.condition.value.Text;
import io.glancesync.condition.value.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;

/** Python's operators with two operands, but for comparisons: on numbers, texts, lists and sets. */
public final class Operators {
  /** All but {@code **}; each level binds tighter than the one before. */
  public static final List<Map<String, OperandFunction.Binary>> LEVELS =
      List.of(
          Map.of("|", Operators::or),
          Map.of("^", Operators::xor),
          Map.of("&", Operators::and),
          Map.of("+", Operators::add, "-", Operators::subtract),
          Map.of(
              "*", Operators::multiply,
              "/", Arithmetic::divide,
              "//", Arithmetic::floorDivide,
              "%", Arithmetic::modulo));

  private Operators() {}

  private static Value or(Value left, Value right) {
    return areSets(left, right)
        ? SetMethods.union(List.of(left, right))
        : bits("|", left, right, BigInteger::or);
  }

  private static Value xor(Value left, Value right) {
    return areSets(left, right)
        ? SetMethods.symmetricDifference(List.of(left, right))
        : bits("^", left, right, BigInteger::xor);
  }

  private static Value and(Value left, Value right) {
    return areSets(left, right)
        ? SetMethods.intersection(List.of(left, right))
        : bits("&", left, right, BigInteger::and);
  }

  private static Value subtract(Value left, Value right) {
    return areSets(left, right)
        ? SetMethods.difference(List.of(left, right))
        : Arithmetic.subtract(left, right);
  }

  private static boolean areSets(Value left, Value right) {
    boolean isView =
        (left instanceof SetOf one && one.isView())
            || (right instanceof SetOf other && other.isView());
    return isView || (left instanceof SetOf && right instanceof SetOf);
  }

  private static Value bits(
      String sign, Value left, Value right, BinaryOperator<BigInteger> operator) {
    if (left instanceof Int one && right instanceof Int other) {
      return new Int(operator.apply(one.value(), other.value()), one.isBool() && other.isBool());
    }
    throw Arithmetic.unsupported(sign, left, right);
  }

  private static Value add(Value left, Value right) {
    if (left instanceof Text one && right instanceof Text other) {
      Limit.checkSize(one.value().length() + other.value().length());
      return new Text(one.value() + other.value());
    }
    if (left instanceof Sequence one
        && right instanceof Sequence other
        && one.isTuple() == other.isTuple()) {
      Limit.checkSize(one.elements().size() + other.elements().size());
      var elements = new ArrayList<>(one.elements());
      elements.addAll(other.elements());
      return new Sequence(one.isTuple(), elements);
    }
    return Arithmetic.add(left, right);
  }

  private static Value multiply(Value left, Value right) {
    if (left instanceof Int times && isRepeatable(right)) {
      return repeat(right, times);
    }
    if (right instanceof Int times && isRepeatable(left)) {
      return repeat(left, times);
    }
    return Arithmetic.multiply(left, right);
  }

  private static boolean isRepeatable(Value value) {
    return value instanceof Text || value instanceof Sequence;
  }

  private static Value repeat(Value value, Int times) {
    if (!value.isTrue()) {
      return value;
    }
    BigInteger tooMany = BigInteger.valueOf(Limit.SIZE + 1L);
    int count = times.value().max(BigInteger.ZERO).min(tooMany).intValue();
    // a list counts with all that it holds, or lists of lists would grow beyond measure
    Limit.checkSize((long) value.str().length() * count);
    return value instanceof Sequence sequence
        ? new Sequence(
            sequence.isTuple(),
            nCopies(count, sequence.elements()).stream().flatMap(List::stream).toList())
        : new Text(value.str().repeat(count));
  }
}
