package io.glancesync.condition;

import io.glancesync.condition.Expression.And;
import io.glancesync.condition.Expression.Chain;
import io.glancesync.condition.Expression.ChainLink;
import io.glancesync.condition.Expression.Choice;
import io.glancesync.condition.Expression.Comparison;
import io.glancesync.condition.Expression.Not;
import io.glancesync.condition.Expression.Operand;
import io.glancesync.condition.Expression.Or;
import io.glancesync.condition.Expression.Single;
import io.glancesync.condition.Token.TokenType;
import io.glancesync.condition.function.Arithmetic;
import io.glancesync.condition.function.ComparisonOperators;
import io.glancesync.condition.function.Operators;
import io.glancesync.condition.value.Int;
import io.glancesync.condition.value.Limit;
import io.glancesync.condition.value.OperandFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Reads a condition by recursive descent: a method for each rule of Python's grammar. */
final class Parser {
  private static final Set<String> COMPARATORS =
      Set.of("==", "!=", "<", "<=", ">", ">=", "in", "not", "is");

  private final String text;
  private final Cursor cursor;
  private final PrimaryParser primaries;

  private Parser(String text) {
    this.text = text;
    cursor = new Cursor(text);
    primaries = new PrimaryParser(cursor, this::expression);
  }

  static Expression parse(String text) {
    if (text.length() > Limit.CONDITION) {
      throw new ConditionSyntaxException(
          "a condition of more than " + Limit.CONDITION + " characters is refused",
          Place.in(text, 0));
    }
    return new Parser(text).condition();
  }

  private Expression condition() {
    Expression condition = expression();
    if (cursor.token().kind() != TokenType.END) {
      throw cursor.error(Vocabulary.noOperator(cursor.token()), cursor.token());
    }
    return condition;
  }

  /** {@code or ['if' or 'else' expression]} */
  private Expression expression() {
    return cursor.nested(
        () -> {
          Expression value = or();
          if (!cursor.take("if")) {
            return value;
          }
          Expression condition = or();
          cursor.expect("else");
          return new Choice(value, condition, expression());
        });
  }

  /** {@code and ('or' and)*} */
  private Expression or() {
    List<Operand> operands = separated("or", this::and);
    return operands.size() == 1 ? operands.get(0).expression() : new Or(operands);
  }

  /** {@code not ('and' not)*} */
  private Expression and() {
    List<Operand> operands = separated("and", this::not);
    return operands.size() == 1 ? operands.get(0).expression() : new And(operands);
  }

  private List<Operand> separated(String word, Supplier<Expression> operand) {
    var operands = new ArrayList<Operand>();
    do {
      int start = cursor.token().start();
      Expression expression = operand.get();
      operands.add(new Operand(expression, text.substring(start, cursor.token().start()).strip()));
    } while (cursor.take(word));
    return operands;
  }

  /** {@code 'not' not | comparison} */
  private Expression not() {
    return cursor.take("not") ? new Not(cursor.nested(this::not)) : comparison();
  }

  /** {@code operation (comparator operation)*} */
  private Expression comparison() {
    Expression first = operation(0);
    var links = new ArrayList<ChainLink>();
    while (cursor.atOneOf(COMPARATORS)) {
      int start = cursor.token().start();
      String sign = comparator();
      OperandFunction.Binary compare =
          (left, right) -> Int.of(ComparisonOperators.hold(sign, left, right));
      links.add(new ChainLink(start, compare.asOperation(), List.of(operation(0))));
    }
    return links.isEmpty() ? first : new Comparison(first, links);
  }

  /** {@code '==' | ... | 'in' | 'not' 'in' | 'is' | 'is' 'not'} */
  private String comparator() {
    Token sign = cursor.advance();
    if (sign.is("not")) {
      cursor.expect("in");
      return "not in";
    }
    return sign.is("is") && cursor.take("not") ? "is not" : sign.text();
  }

  /** {@code operation (sign operation)*}, where the operations are those that bind tighter. */
  private Expression operation(int level) {
    if (level == Operators.LEVELS.size()) {
      return signed();
    }
    Map<String, OperandFunction.Binary> operators = Operators.LEVELS.get(level);
    Expression first = operation(level + 1);
    var steps = new ArrayList<ChainLink>();
    while (cursor.atOneOf(operators.keySet())) {
      Token sign = cursor.advance();
      OperandFunction operator = operators.get(sign.text()).asOperation();
      steps.add(new ChainLink(sign.start(), operator, List.of(operation(level + 1))));
    }
    return steps.isEmpty() ? first : new Chain(first, steps);
  }

  /** {@code ('-' | '+') signed | power} */
  private Expression signed() {
    if (cursor.at("-")) {
      return signed(operands -> Arithmetic.negate(operands.get(0)));
    }
    return cursor.at("+") ? signed(operands -> Arithmetic.plus(operands.get(0))) : power();
  }

  private Expression signed(OperandFunction operation) {
    int start = cursor.advance().start();
    return new Single(new ChainLink(start, operation, List.of(cursor.nested(this::signed))));
  }

  /** {@code primary ['**' signed]} */
  private Expression power() {
    Expression base = primaries.primary();
    if (!cursor.at("**")) {
      return base;
    }
    int start = cursor.advance().start();
    OperandFunction.Binary power = Arithmetic::power;
    var operands = List.of(base, cursor.nested(this::signed));
    return new Single(new ChainLink(start, power.asOperation(), operands));
  }
}
