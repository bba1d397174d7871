package io.glancesync.condition;

import io.glancesync.condition.Token.TokenType;
import io.glancesync.condition.value.Int;
import io.glancesync.condition.value.Limit;
import io.glancesync.condition.value.Num;
import io.glancesync.condition.value.Real;
import io.glancesync.condition.value.Value;
import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a condition into tokens as Python does, one at a time. */
final class Lexer {
  private static final Pattern BLANK = Pattern.compile("(?:[ \t\f\r\n]++|\\\\\r?\n|#[^\n]*+)*+");
  private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{Nd}_]*+");
  private static final Pattern SIGN =
      Pattern.compile("\\*\\*|//|[=!<>]=|[-+*/%&|^<>()\\[\\]{},:.]");
  private static final Pattern TEXT = Pattern.compile("[uUrR]?['\"]");
  private static final Pattern OTHER_TEXT = Pattern.compile("(?i:b|f|t|br|rb|fr|rf|ur)['\"]");
  private static final Pattern FLOATING =
      Pattern.compile("(?:D?\\.D|D\\.)(?:[eE][+-]?D)?|D[eE][+-]?D".replace("D", Num.DIGITS));
  private static final Pattern WHOLE =
      Pattern.compile("0[xX][0-9a-fA-F_]++|0[oO][0-7_]++|0[bB][01_]++|" + Num.DIGITS);

  private final String text;
  private int next;

  Lexer(String text) {
    this.text = text;
  }

  /** The next token; again and again the end once that is reached. */
  Token next() {
    int start = next + match(BLANK, next).length();
    if (start == text.length()) {
      return new Token(TokenType.END, "", null, next);
    }
    Token token = tokenAt(start);
    next = start + token.text().length();
    return token;
  }

  ConditionSyntaxException error(String message, int offset) {
    return new ConditionSyntaxException(message, Place.in(text, offset));
  }

  private Token tokenAt(int start) {
    Vocabulary.slip(text, start).ifPresent(message -> refuse(message, start));
    if (match(TEXT, start) != null) {
      return new TextReader(this, text, start).read();
    }
    if (match(OTHER_TEXT, start) != null) {
      throw error("only plain texts are supported, without a letter before the quote", start);
    }
    if (match(WHOLE, start) != null || match(FLOATING, start) != null) {
      return number(start);
    }
    if (match(NAME, start) != null) {
      return new Token(TokenType.NAME, match(NAME, start), null, start);
    }
    if (match(SIGN, start) != null) {
      return new Token(TokenType.SIGN, match(SIGN, start), null, start);
    }
    throw error("unexpected character " + Vocabulary.visible(text.codePointAt(start)), start);
  }

  /** What stands there; null when it does not match. */
  private String match(Pattern pattern, int start) {
    Matcher matcher = pattern.matcher(text).region(start, text.length());
    return matcher.lookingAt() ? matcher.group() : null;
  }

  private void refuse(String message, int offset) {
    throw error(message, offset);
  }

  private Token number(int start) {
    String floating = match(FLOATING, start);
    String number = floating == null ? match(WHOLE, start) : floating;
    int end = start + number.length();
    if (end < text.length() && isPartOfName(text.codePointAt(end))) {
      throw error("a number cannot be followed by a letter or '_'", end);
    }
    if (number.length() > Limit.DIGITS) {
      throw error("a number of more than " + Limit.DIGITS + " digits is refused", start);
    }
    Value value =
        floating == null
            ? Int.of(whole(number, start))
            : new Real(Double.parseDouble(floating.replace("_", "")));
    return new Token(TokenType.NUMBER, number, value, start);
  }

  private static boolean isPartOfName(int codePoint) {
    return Character.isLetterOrDigit(codePoint) || codePoint == '_';
  }

  private BigInteger whole(String number, int start) {
    int radix = radix(number);
    String digits = (radix == 10 ? number : number.substring(2)).replace("_", "");
    if (number.contains("__") || number.endsWith("_")) {
      throw error("in a number, each '_' must stand between two digits", start);
    }
    if (radix == 10 && digits.startsWith("0") && !digits.matches("0++")) {
      throw error("a number cannot start with 0; octal ones start with 0o", start);
    }
    return new BigInteger(digits, radix);
  }

  private static int radix(String number) {
    return switch (number.length() > 1 ? Character.toLowerCase(number.charAt(1)) : ' ') {
      case 'x' -> 16;
      case 'o' -> 8;
      case 'b' -> 2;
      default -> 10;
    };
  }
}
