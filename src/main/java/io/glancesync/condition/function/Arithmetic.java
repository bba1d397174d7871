package io.glancesync.condition.function;

import io.glancesync.condition.value.Int;
import io.glancesync.condition.value.Limit;
import io.glancesync.condition.value.Num;
import io.glancesync.condition.value.PythonError;
import io.glancesync.condition.value.Real;
import io.glancesync.condition.value.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.function.BiFunction;
import java.util.function.DoubleBinaryOperator;

/** Python's arithmetic: whole numbers of any size, and floating ones mixed in. */
public final class Arithmetic {
  private Arithmetic() {}

  static Value add(Value left, Value right) {
    return calculate("+", left, right, (a, b) -> Int.of(a.add(b)), Double::sum);
  }

  static Value subtract(Value left, Value right) {
    return calculate("-", left, right, (a, b) -> Int.of(a.subtract(b)), (a, b) -> a - b);
  }

  static Value multiply(Value left, Value right) {
    return calculate("*", left, right, Arithmetic::product, (a, b) -> a * b);
  }

  /** To a floating number, whatever the operands are. */
  static Value divide(Value left, Value right) {
    refuseZero(left, right);
    return calculate("/", left, right, Arithmetic::quotient, (a, b) -> a / b);
  }

  /** Towards minus infinity, where Java's goes towards zero. */
  static Value floorDivide(Value left, Value right) {
    refuseZero(left, right);
    return calculate("//", left, right, (a, b) -> Int.of(floor(a, b)[0]), (a, b) -> floor(a, b)[0]);
  }

  /** With the divisor's sign, where Java's has the dividend's. */
  static Value modulo(Value left, Value right) {
    refuseZero(left, right);
    return calculate("%", left, right, (a, b) -> Int.of(floor(a, b)[1]), (a, b) -> floor(a, b)[1]);
  }

  public static Value power(Value left, Value right) {
    return calculate("**", left, right, Arithmetic::power, Arithmetic::power);
  }

  public static Value negate(Value value) {
    return number("-", value) instanceof Int number
        ? Int.of(number.value().negate())
        : new Real(-((Real) value).value());
  }

  /** The sign {@code +}, which makes a number of a bool. */
  public static Value plus(Value value) {
    return number("+", value) instanceof Int number ? Int.of(number.value()) : value;
  }

  static PythonError unsupported(String sign, Value left, Value right) {
    return PythonError.type(
        "unsupported operand type(s) for %s: '%s' and '%s'"
            .formatted(sign, left.type(), right.type()));
  }

  private static Num number(String sign, Value value) {
    if (value instanceof Num number) {
      return number;
    }
    throw PythonError.type("bad operand type for unary %s: '%s'".formatted(sign, value.type()));
  }

  private static Value calculate(
      String sign,
      Value left,
      Value right,
      BiFunction<BigInteger, BigInteger, Value> whole,
      DoubleBinaryOperator floating) {
    if (left instanceof Int one && right instanceof Int other) {
      return whole.apply(one.value(), other.value());
    }
    if (left instanceof Num one && right instanceof Num other) {
      return new Real(floating.applyAsDouble(one.real(), other.real()));
    }
    throw unsupported(sign, left, right);
  }

  private static void refuseZero(Value left, Value right) {
    if (left instanceof Num && right instanceof Num divisor && !divisor.isTrue()) {
      throw new PythonError("ZeroDivisionError", "division by zero");
    }
  }

  private static Value product(BigInteger one, BigInteger other) {
    Limit.checkBits((long) one.bitLength() + other.bitLength());
    return Int.of(one.multiply(other));
  }

  private static Value quotient(BigInteger one, BigInteger other) {
    double quotient =
        new BigDecimal(one).divide(new BigDecimal(other), MathContext.DECIMAL128).doubleValue();
    if (Double.isInfinite(quotient)) {
      throw overflow();
    }
    return new Real(quotient);
  }

  /** Quotient and remainder. */
  private static BigInteger[] floor(BigInteger one, BigInteger other) {
    BigInteger[] parts = one.divideAndRemainder(other);
    if (parts[1].signum() * other.signum() < 0) {
      parts[0] = parts[0].subtract(BigInteger.ONE);
      parts[1] = parts[1].add(other);
    }
    return parts;
  }

  /** Quotient and remainder. */
  private static double[] floor(double one, double other) {
    double remainder = one % other;
    // a whole number but for the error of the division, which rint takes away
    double quotient = Math.rint((one - remainder) / other);
    if (remainder == 0) {
      return new double[] {quotient, Math.copySign(0, other)};
    }
    return remainder < 0 != other < 0
        ? new double[] {quotient - 1, remainder + other}
        : new double[] {quotient, remainder};
  }

  private static Value power(BigInteger base, BigInteger exponent) {
    if (exponent.signum() < 0) {
      return new Real(power(Int.of(base).real(), Int.of(exponent).real()));
    }
    long bits = base.abs().bitLength();
    if (bits <= 1) {
      // of 0, 1 and -1 the exponent's last bit says all
      return Int.of(base.pow(exponent.signum() == 0 ? 0 : exponent.testBit(0) ? 1 : 2));
    }
    Limit.checkBits(bits * exponent.min(BigInteger.valueOf(Integer.MAX_VALUE)).intValue());
    return Int.of(base.pow(exponent.intValue()));
  }

  private static double power(double base, double exponent) {
    if (base == 0 && exponent < 0) {
      throw new PythonError("ZeroDivisionError", "0.0 cannot be raised to a negative power");
    }
    if (base < 0 && !Double.isInfinite(base) && exponent != Math.rint(exponent)) {
      throw PythonError.value("a root of a negative number is not supported");
    }
    double power = Math.pow(base, exponent);
    if (Double.isInfinite(power) && !Double.isInfinite(base) && !Double.isInfinite(exponent)) {
      throw overflow();
    }
    return power;
  }

  private static PythonError overflow() {
    return new PythonError("OverflowError", "the result is too large for a float");
  }
}
