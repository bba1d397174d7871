package io.glancesync.condition.function;

import io.glancesync.condition.value.Int;
import io.glancesync.condition.value.Limit;
import io.glancesync.condition.value.Num;
import io.glancesync.condition.value.PythonError;
import io.glancesync.condition.value.Real;
import io.glancesync.condition.value.Text;
import io.glancesync.condition.value.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Pattern;

/** What Python's {@code int()} and {@code float()} make of other values. */
final class Conversions {
  private static final Pattern WHOLE = Pattern.compile("[+-]?D".replace("D", Num.DIGITS));
  private static final Pattern FLOATING =
      Pattern.compile(
          "[+-]?(D(\\.D?)?|\\.D)([eE][+-]?D)?|[+-]?(?i:inf(inity)?|nan)".replace("D", Num.DIGITS));

  private Conversions() {}

  static Value toInt(Value value) {
    if (value instanceof Int number) {
      return Int.of(number.value());
    }
    if (value instanceof Real number) {
      return truncated(number);
    }
    if (value instanceof Text text) {
      return whole(text);
    }
    throw PythonError.type("int() argument must be a string or a number, not " + value.type());
  }

  private static Value truncated(Real number) {
    if (number.isNaN()) {
      throw PythonError.value("cannot convert float NaN to integer");
    }
    if (number.isInfinite()) {
      throw new PythonError("OverflowError", "cannot convert float infinity to integer");
    }
    return Int.of(new BigDecimal(number.value()).toBigInteger());
  }

  private static Value whole(Text text) {
    String stripped = TextMethods.stripped(text.value());
    if (!WHOLE.matcher(stripped).matches()) {
      throw PythonError.value("invalid literal for int(): " + text.excerpt());
    }
    if (stripped.length() > Limit.DIGITS) {
      throw PythonError.value("a number of more than " + Limit.DIGITS + " digits is refused");
    }
    return Int.of(new BigInteger(stripped.replace("_", "")));
  }

  static Value toFloat(Value value) {
    if (value instanceof Num number) {
      return new Real(number.real());
    }
    if (value instanceof Text text) {
      return floating(text);
    }
    throw PythonError.type("float() argument must be a string or a number, not " + value.type());
  }

  private static Value floating(Text text) {
    String stripped = TextMethods.stripped(text.value()).toLowerCase(Locale.ROOT);
    if (!FLOATING.matcher(stripped).matches()) {
      throw PythonError.value("could not convert string to float: " + text.excerpt());
    }
    String number = stripped.replace("_", "");
    if (number.endsWith("nan")) {
      return new Real(Double.NaN);
    }
    // Java knows infinity by another word
    return new Real(Double.parseDouble(number.replaceFirst("inf.*", "Infinity")));
  }
}
