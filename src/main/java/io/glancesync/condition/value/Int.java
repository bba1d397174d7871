package io.glancesync.condition.value;

import java.math.BigDecimal;
import java.math.BigInteger;

/** A whole number of any size; {@code True} and {@code False} are the numbers 1 and 0 too. */
public record Int(BigInteger value, boolean isBool) implements Num {
  public static final Int FALSE = new Int(BigInteger.ZERO, true);
  public static final Int TRUE = new Int(BigInteger.ONE, true);

  public static Int of(BigInteger value) {
    return new Int(value, false);
  }

  public static Int of(long value) {
    return of(BigInteger.valueOf(value));
  }

  public static Int of(boolean value) {
    return value ? TRUE : FALSE;
  }

  @Override
  public long weight() {
    // multiplying, dividing and writing numbers take the square of their length
    long words = value.bitLength() / Long.SIZE;
    return 1 + words * words;
  }

  @Override
  public String type() {
    return isBool ? "bool" : "int";
  }

  @Override
  public boolean isTrue() {
    return value.signum() != 0;
  }

  @Override
  public String repr() {
    if (isBool) {
      return isTrue() ? "True" : "False";
    }
    return value.toString();
  }

  @Override
  public double real() {
    double real = value.doubleValue();
    if (Double.isInfinite(real)) {
      throw new PythonError("OverflowError", "int too large to convert to float");
    }
    return real;
  }

  @Override
  public BigDecimal exact() {
    return new BigDecimal(value);
  }

  @Override
  public boolean equals(Object other) {
    return Num.equal(this, other);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }
}
