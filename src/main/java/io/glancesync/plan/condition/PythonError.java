package io.glancesync.plan.condition;

/** What Python would raise, with the offset of the step that raised it once that is known. */
final class PythonError extends RuntimeException {
  private static final int UNKNOWN = -1;

  private int offset = UNKNOWN;

  PythonError(String kind, String message) {
    super(kind + ": " + message);
  }

  static PythonError type(String message) {
    return new PythonError("TypeError", message);
  }

  static PythonError value(String message) {
    return new PythonError("ValueError", message);
  }

  /** Sets the place, unless a step further inside has set it. */
  PythonError at(int step) {
    offset = offset == UNKNOWN ? step : offset;
    return this;
  }

  int offset() {
    return offset;
  }
}
