package io.glancesync.condition.function;

import io.glancesync.condition.value.Int;
import io.glancesync.condition.value.Limit;
import io.glancesync.condition.value.Nothing;
import io.glancesync.condition.value.Num;
import io.glancesync.condition.value.OperandFunction;
import io.glancesync.condition.value.PythonError;
import io.glancesync.condition.value.Real;
import io.glancesync.condition.value.Sequence;
import io.glancesync.condition.value.SetOf;
import io.glancesync.condition.value.Text;
import io.glancesync.condition.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/** Python's functions, as far as a condition may call them. */
final class Functions {
  static final List<Routine> ALL =
      List.of(
          conversion("int", Int.of(0), Conversions::toInt),
          conversion("float", new Real(0), Conversions::toFloat),
          conversion("str", new Text(""), Functions::text),
          conversion("bool", Int.FALSE, value -> Int.of(value.isTrue())),
          conversion("set", SetOf.of(List.of()), value -> SetOf.of(value.elements())),
          conversion("list", Sequence.list(List.of()), value -> Sequence.list(copy(value))),
          conversion("tuple", Sequence.tuple(List.of()), value -> Sequence.tuple(copy(value))),
          function("len", Functions::length),
          function("abs", Functions::absolute),
          function("any", value -> Int.of(value.elements().stream().anyMatch(Value::isTrue))),
          function("all", value -> Int.of(value.elements().stream().allMatch(Value::isTrue))),
          function("sorted", Functions::sorted),
          choice("min", (best, next) -> isLess(next, best) ? next : best),
          choice("max", (best, next) -> isLess(best, next) ? next : best));

  private Functions() {}

  private static Routine conversion(String name, Value ofNothing, UnaryOperator<Value> body) {
    return new Routine(
        "", name, 0, 1, operands -> operands.isEmpty() ? ofNothing : body.apply(operands.get(0)));
  }

  private static Routine function(String name, UnaryOperator<Value> body) {
    return new Routine("", name, 1, 1, operands -> body.apply(operands.get(0)));
  }

  /** Among its arguments, or the elements of its only one; the first where several are equal. */
  private static Routine choice(String name, BinaryOperator<Value> better) {
    OperandFunction body =
        operands -> {
          var among = operands.size() == 1 ? operands.get(0).elements() : operands;
          return among.stream()
              .reduce(better)
              .orElseThrow(() -> PythonError.value(name + "() of nothing"));
        };
    return new Routine("", name, 1, Routine.ANY_NUMBER, body);
  }

  private static Value text(Value value) {
    if (value instanceof Text) {
      return value;
    }
    String text = value.str();
    // with each level of quotes, backslashes become twice as many
    Limit.checkSize(text.length());
    return new Text(text);
  }

  private static List<Value> copy(Value value) {
    return List.copyOf(value.elements());
  }

  private static Value length(Value value) {
    if (value instanceof Num || value == Nothing.NONE) {
      throw PythonError.type("object of type '" + value.type() + "' has no len()");
    }
    return Int.of(
        value instanceof Text text
            ? text.value().codePointCount(0, text.value().length())
            : value.elements().size());
  }

  private static Value absolute(Value value) {
    if (value instanceof Int number) {
      return Int.of(number.value().abs());
    }
    if (value instanceof Real number) {
      return new Real(Math.abs(number.value()));
    }
    throw PythonError.type("bad operand type for abs(): '" + value.type() + "'");
  }

  private static Value sorted(Value value) {
    var sorted = new ArrayList<>(value.elements());
    try {
      sorted.sort(Functions::order);
    } catch (IllegalArgumentException e) {
      throw PythonError.value("sorted() of values without an order");
    }
    return Sequence.list(sorted);
  }

  private static int order(Value one, Value other) {
    if (isLess(one, other)) {
      return -1;
    }
    return isLess(other, one) ? 1 : 0;
  }

  private static boolean isLess(Value one, Value other) {
    return ComparisonOperators.hold("<", one, other);
  }
}
