package io.glancesync.condition.value;

/** Python's {@code None}. */
public enum Nothing implements Value {
  NONE;

  @Override
  public long weight() {
    return 1;
  }

  @Override
  public String type() {
    return "NoneType";
  }

  @Override
  public boolean isTrue() {
    return false;
  }

  @Override
  public String repr() {
    return "None";
  }
}
