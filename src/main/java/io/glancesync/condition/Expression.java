package io.glancesync.condition;

import io.glancesync.condition.value.Int;
import io.glancesync.condition.value.OperandFunction;
import io.glancesync.condition.value.PythonError;
import io.glancesync.condition.value.Value;
import java.util.ArrayList;
import java.util.List;

/** A part of a condition that has a value. */
public sealed interface Expression {
  Value evaluate(Scope scope);

  /** Python's name of its type where that is known before it is evaluated, else empty. */
  default String type() {
    return "";
  }

  record Constant(Value value) implements Expression {
    @Override
    public Value evaluate(Scope scope) {
      return value;
    }

    @Override
    public String type() {
      return value.type();
    }
  }

  /** {@code metadata_set}. */
  record MetadataSet() implements Expression {
    @Override
    public Value evaluate(Scope scope) {
      return scope.metadataSetValue();
    }

    @Override
    public String type() {
      return "set";
    }
  }

  /** {@code image.name} and the like. */
  record FieldOfImage(Field field) implements Expression {
    @Override
    public Value evaluate(Scope scope) {
      return field.in(scope);
    }

    @Override
    public String type() {
      return field.type();
    }
  }

  /**
   * Why the expression is false where it is: the parts that would have to be true.
   *
   * @param text its own text
   */
  default List<String> falseParts(Scope scope, String text) {
    return List.of(text);
  }

  /**
   * An operand of {@code and} or {@code or}.
   *
   * @param text as it stands in the condition
   */
  record Operand(Expression expression, String text) {
    private List<String> falseParts(Scope scope) {
      return expression.falseParts(scope, text);
    }
  }

  /** {@code a and b and c}: the first operand that is false, else the last. */
  record And(List<Operand> operands) implements Expression {
    @Override
    public Value evaluate(Scope scope) {
      Value value = Int.TRUE;
      for (int i = 0; i < operands.size() && value.isTrue(); i++) {
        value = operands.get(i).expression().evaluate(scope);
      }
      return value;
    }

    @Override
    public List<String> falseParts(Scope scope, String text) {
      return operands.stream()
          .filter(it -> !it.expression().evaluate(scope).isTrue())
          .findFirst()
          .map(it -> it.falseParts(scope))
          .orElse(List.of(text));
    }
  }

  /** {@code a or b or c}: the first operand that is true, else the last. */
  record Or(List<Operand> operands) implements Expression {
    @Override
    public Value evaluate(Scope scope) {
      Value value = Int.FALSE;
      for (int i = 0; i < operands.size() && !value.isTrue(); i++) {
        value = operands.get(i).expression().evaluate(scope);
      }
      return value;
    }

    @Override
    public List<String> falseParts(Scope scope, String text) {
      return operands.stream().flatMap(it -> it.falseParts(scope).stream()).toList();
    }
  }

  record Not(Expression operand) implements Expression {
    @Override
    public Value evaluate(Scope scope) {
      return Int.of(!operand.evaluate(scope).isTrue());
    }
  }

  /** {@code value if condition else otherwise}. */
  record Choice(Expression value, Expression condition, Expression otherwise)
      implements Expression {
    @Override
    public Value evaluate(Scope scope) {
      return (condition.evaluate(scope).isTrue() ? value : otherwise).evaluate(scope);
    }
  }

  /**
   * {@code a < b <= c}: holds when each link does; what follows one that fails is not looked at.
   */
  record Comparison(Expression first, List<ChainLink> links) implements Expression {
    @Override
    public Value evaluate(Scope scope) {
      Value left = first.evaluate(scope);
      Value holds = Int.TRUE;
      for (int i = 0; i < links.size() && holds.isTrue(); i++) {
        Value right = links.get(i).operands().get(0).evaluate(scope);
        holds = links.get(i).apply(List.of(left, right), scope);
        left = right;
      }
      return holds;
    }
  }

  /**
   * {@code a + b - c} or {@code a.f()[0]}: one step after another. It is not a nest of expressions,
   * so that a long chain needs no deep stack.
   */
  record Chain(Expression first, List<ChainLink> steps) implements Expression {
    @Override
    public Value evaluate(Scope scope) {
      Value value = first.evaluate(scope);
      for (ChainLink step : steps) {
        value = step.after(value, scope);
      }
      return value;
    }
  }

  /** What stands for itself: a function's call, a sign, a list. */
  record Single(ChainLink step) implements Expression {
    @Override
    public Value evaluate(Scope scope) {
      return step.alone(scope);
    }
  }

  /**
   * An operation, and its operands less the first, which may be the value of the step before.
   *
   * @param offset where to point when Python would raise here
   */
  record ChainLink(int offset, OperandFunction operation, List<Expression> operands) {

    Value alone(Scope scope) {
      return apply(evaluated(new ArrayList<>(), scope), scope);
    }

    Value after(Value value, Scope scope) {
      var values = new ArrayList<Value>();
      values.add(value);
      return apply(evaluated(values, scope), scope);
    }

    private List<Value> evaluated(List<Value> values, Scope scope) {
      for (Expression operand : operands) {
        values.add(operand.evaluate(scope));
      }
      return values;
    }

    Value apply(List<Value> values, Scope scope) {
      try {
        Value result = operation.apply(values);
        scope.steps().take(result);
        return result;
      } catch (PythonError error) {
        throw error.at(offset);
      }
    }
  }
}
