package io.glancesync.condition.value;

import java.math.BigDecimal;

/** A floating number. */
public record Real(double value) implements Num {
  @Override
  public long weight() {
    return 1;
  }

  @Override
  public String type() {
    return "float";
  }

  @Override
  public boolean isTrue() {
    return value != 0;
  }

  @Override
  public double real() {
    return value;
  }

  @Override
  public BigDecimal exact() {
    return new BigDecimal(value);
  }

  @Override
  public boolean isNaN() {
    return Double.isNaN(value);
  }

  @Override
  public boolean isInfinite() {
    return Double.isInfinite(value);
  }

  /** The fewest digits that still give this number; an exponent outside of 1e-4 to 1e16. */
  @Override
  public String repr() {
    if (isNaN()) {
      return "nan";
    }
    String sign = Math.copySign(1, value) < 0 ? "-" : "";
    return sign
        + (isInfinite() ? "inf" : digits(BigDecimal.valueOf(Math.abs(value)).stripTrailingZeros()));
  }

  private static String digits(BigDecimal number) {
    int exponent = number.precision() - number.scale() - 1;
    if (number.signum() == 0) {
      return "0.0";
    }
    if (exponent >= -4 && exponent < 16) {
      return number.setScale(Math.max(1, number.scale())).toPlainString();
    }
    String mantissa = number.movePointLeft(exponent).stripTrailingZeros().toPlainString();
    return mantissa + String.format("e%s%02d", exponent < 0 ? "-" : "+", Math.abs(exponent));
  }

  @Override
  public boolean equals(Object other) {
    return Num.equal(this, other);
  }

  /** That of the whole number that it may be equal to. */
  @Override
  public int hashCode() {
    boolean isWhole = value == Math.rint(value) && !isInfinite();
    return isWhole ? exact().toBigInteger().hashCode() : Double.hashCode(value);
  }
}
