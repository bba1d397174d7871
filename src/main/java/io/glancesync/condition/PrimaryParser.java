package io.glancesync.condition;

import io.glancesync.condition.Expression.Chain;
import io.glancesync.condition.Expression.ChainLink;
import io.glancesync.condition.Expression.Constant;
import io.glancesync.condition.Expression.FieldOfImage;
import io.glancesync.condition.Expression.MetadataSet;
import io.glancesync.condition.Expression.Single;
import io.glancesync.condition.Token.TokenType;
import io.glancesync.condition.function.Library;
import io.glancesync.condition.function.Routine;
import io.glancesync.condition.function.Subscripts;
import io.glancesync.condition.value.Dict;
import io.glancesync.condition.value.Int;
import io.glancesync.condition.value.Nothing;
import io.glancesync.condition.value.OperandFunction;
import io.glancesync.condition.value.Sequence;
import io.glancesync.condition.value.SetOf;
import io.glancesync.condition.value.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The part of the parser for what binds tightest: names, literals, brackets, calls, subscripts. */
final class PrimaryParser {
  private static final Expression NONE = new Constant(Nothing.NONE);

  private final Cursor cursor;
  private final Supplier<Expression> expression;

  /**
   * @param expression reads what stands in brackets
   */
  PrimaryParser(Cursor cursor, Supplier<Expression> expression) {
    this.cursor = cursor;
    this.expression = expression;
  }

  /** {@code atom ('.' method '(' arguments ')' | '[' subscript ']')*} */
  Expression primary() {
    Expression first = atom();
    var steps = new ArrayList<ChainLink>();
    while (true) {
      if (cursor.at(".")) {
        steps.add(method(steps.isEmpty() ? first.type() : ""));
      } else if (cursor.at("[")) {
        steps.add(subscript());
      } else if (cursor.at("(")) {
        throw cursor.error("only functions and methods can be called", cursor.token());
      } else {
        return steps.isEmpty() ? first : new Chain(first, steps);
      }
    }
  }

  private Expression atom() {
    Token token = cursor.token();
    return switch (token.kind()) {
      case NUMBER -> new Constant(cursor.advance().value());
      case TEXT -> texts();
      case NAME -> name();
      case SIGN -> bracketed();
      case END -> throw cursor.unexpected("a value");
    };
  }

  private Expression texts() {
    var text = new StringBuilder();
    while (cursor.token().kind() == TokenType.TEXT) {
      text.append(cursor.advance().value().str());
    }
    return new Constant(new Text(text.toString()));
  }

  private Expression name() {
    Token token = cursor.token();
    if (Vocabulary.isReserved(token.text())) {
      throw cursor.unexpected("a value");
    }
    if (Library.FUNCTIONS.containsKey(token.text())) {
      Routine function = Library.FUNCTIONS.get(token.text());
      return new Single(call(function, function.body()));
    }
    if (!Vocabulary.NAMES.contains(token.text())) {
      throw unknown(cursor.advance());
    }
    cursor.advance();
    return switch (token.text()) {
      case "True" -> new Constant(Int.TRUE);
      case "False" -> new Constant(Int.FALSE);
      case "None" -> NONE;
      case "metadata_set" -> new MetadataSet();
      default -> field(token);
    };
  }

  private ConditionSyntaxException unknown(Token name) {
    String message = Vocabulary.unknownName(name.text(), cursor.at("("));
    // a comprehension uses the names that it makes before it makes them
    while (!cursor.at("for") && cursor.token().kind() != TokenType.END) {
      cursor.advance();
    }
    return cursor.at("for") ? cursor.unexpected("a value") : cursor.error(message, name);
  }

  private Expression field(Token image) {
    if (!cursor.take(".")) {
      throw cursor.error("'image' needs one of its fields, for example image.name", image);
    }
    Token name = nameAfterDot();
    Field field = Field.BY_NAME.get(name.text());
    if (field == null) {
      throw cursor.error(Vocabulary.unknownField(name.text()), name);
    }
    cursor.advance();
    return new FieldOfImage(field);
  }

  private Token nameAfterDot() {
    if (cursor.token().kind() != TokenType.NAME) {
      throw cursor.unexpected("a name");
    }
    return cursor.token();
  }

  private ChainLink method(String type) {
    cursor.advance();
    Token name = nameAfterDot();
    Routine method = Library.METHODS.get(name.text());
    if (method == null || !method.belongsTo(type)) {
      throw cursor.error(Vocabulary.unknownMethod(type, name.text()), name);
    }
    return call(method, method::callOn);
  }

  /** {@code name '(' arguments ')'} */
  private ChainLink call(Routine routine, OperandFunction body) {
    Token name = cursor.advance();
    if (!cursor.at("(")) {
      throw cursor.error("write " + name.text() + "(...) to call it", name);
    }
    List<Expression> arguments = listed(cursor.advance(), ")");
    if (!routine.takes(arguments.size())) {
      String message = "%s takes %s, not %d";
      throw cursor.error(message.formatted(name.text(), routine.arity(), arguments.size()), name);
    }
    return new ChainLink(name.start(), body, arguments);
  }

  /** {@code '[' (expression | [expression] ':' [expression] [':' [expression]]) ']'} */
  private ChainLink subscript() {
    Token open = cursor.advance();
    int start = cursor.token().start();
    Expression first = bound();
    if (!cursor.at(":")) {
      close(open, "]");
      OperandFunction.Binary at = Subscripts::at;
      return new ChainLink(start, at.asOperation(), List.of(first));
    }
    cursor.advance();
    Expression stop = bound();
    Expression step = cursor.take(":") ? bound() : NONE;
    close(open, "]");
    return new ChainLink(start, Subscripts::slice, List.of(first, stop, step));
  }

  private Expression bound() {
    return cursor.at(":") || cursor.at("]") ? NONE : expression.get();
  }

  private Expression bracketed() {
    if (cursor.at("(")) {
      return parenthesised(cursor.advance());
    }
    if (cursor.at("[")) {
      Token open = cursor.advance();
      return made(open, Sequence::list, listed(open, "]"));
    }
    if (cursor.at("{")) {
      return braced(cursor.advance());
    }
    throw cursor.unexpected("a value");
  }

  private Expression parenthesised(Token open) {
    if (cursor.take(")")) {
      return new Constant(Sequence.tuple(List.of()));
    }
    Expression first = expression.get();
    if (cursor.take(")")) {
      return first;
    }
    return made(open, Sequence::tuple, continued(open, first, ")"));
  }

  private Expression braced(Token open) {
    if (cursor.take("}")) {
      return new Constant(new Dict(Map.of()));
    }
    Expression first = expression.get();
    if (!cursor.at(":")) {
      return made(open, SetOf::of, continued(open, first, "}"));
    }
    return made(open, Dict::of, entries(open, first));
  }

  private List<Expression> entries(Token open, Expression firstKey) {
    var keysAndValues = new ArrayList<>(List.of(firstKey, colonAndValue()));
    while (cursor.take(",") && !cursor.at("}")) {
      keysAndValues.add(expression.get());
      keysAndValues.add(colonAndValue());
    }
    close(open, "}");
    return keysAndValues;
  }

  private Expression colonAndValue() {
    cursor.expect(":");
    return expression.get();
  }

  private static Expression made(Token open, OperandFunction operation, List<Expression> operands) {
    return new Single(new ChainLink(open.start(), operation, operands));
  }

  /** What stands between the brackets, less a comma at the end. */
  private List<Expression> listed(Token open, String end) {
    return cursor.take(end) ? List.of() : continued(open, expression.get(), end);
  }

  private List<Expression> continued(Token open, Expression first, String end) {
    var expressions = new ArrayList<>(List.of(first));
    while (cursor.take(",") && !cursor.at(end)) {
      expressions.add(expression.get());
    }
    close(open, end);
    return expressions;
  }

  private void close(Token open, String end) {
    if (cursor.token().kind() == TokenType.END) {
      throw cursor.error("'" + open.text() + "' is never closed", open);
    }
    cursor.expect(end);
  }
}
