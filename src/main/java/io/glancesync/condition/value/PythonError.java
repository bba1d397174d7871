package io.glancesync.condition.value;

/** What Python would raise, with the offset of the step that raised it once that is known. */
public final class PythonError extends RuntimeException {
  private static final int UNKNOWN = -1;

  private int offset = UNKNOWN;

  public PythonError(String kind, String message) {
    super(kind + ": " + message);
  }

  public static PythonError type(String message) {
    return new PythonError("TypeError", message);
  }

  public static PythonError value(String message) {
    return new PythonError("ValueError", message);
  }

  /** Sets the place, unless a step further inside has set it. */
  public PythonError at(int step) {
    offset = offset == UNKNOWN ? step : offset;
    return this;
  }

  public int offset() {
    return offset;
  }
}
