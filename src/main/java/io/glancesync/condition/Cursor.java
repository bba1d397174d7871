package io.glancesync.condition;

import io.glancesync.condition.value.Limit;
import java.util.Set;
import java.util.function.Supplier;

/** Walks over a condition's tokens. */
final class Cursor {
  private final Lexer lexer;
  private Token token;
  private int depth;

  Cursor(String text) {
    lexer = new Lexer(text);
    token = lexer.next();
  }

  /** The token that comes next. */
  Token token() {
    return token;
  }

  boolean at(String wordOrSign) {
    return token.is(wordOrSign);
  }

  boolean atOneOf(Set<String> wordsOrSigns) {
    return wordsOrSigns.stream().anyMatch(token::is);
  }

  /** Moves on, and returns the token that was next until now. */
  Token advance() {
    Token passed = token;
    token = lexer.next();
    return passed;
  }

  /** Moves on if this word or sign comes next. */
  boolean take(String wordOrSign) {
    boolean isNext = at(wordOrSign);
    if (isNext) {
      advance();
    }
    return isNext;
  }

  Token expect(String wordOrSign) {
    if (!at(wordOrSign)) {
      throw unexpected("'" + wordOrSign + "'");
    }
    return advance();
  }

  /** Reads something one level further in. */
  Expression nested(Supplier<Expression> inner) {
    if (++depth > Limit.NESTING) {
      throw error("nested deeper than " + Limit.NESTING + " levels", token);
    }
    Expression expression = inner.get();
    depth--;
    return expression;
  }

  ConditionSyntaxException unexpected(String expected) {
    return error(Vocabulary.unexpected(token, expected), token);
  }

  ConditionSyntaxException error(String message, Token at) {
    return lexer.error(message, at.start());
  }
}
