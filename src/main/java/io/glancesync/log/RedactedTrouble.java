package io.glancesync.log;

import io.glancesync.text.Redaction;

/** Stands for an exception whose own message, or a cause's, shows a secret. */
final class RedactedTrouble extends Exception {
  private static final int DEEPEST = 50;

  private final String description;

  private RedactedTrouble(Throwable trouble, Redaction redaction, int depth) {
    super(
        trouble.getMessage() == null ? null : redaction.of(trouble.getMessage()),
        trouble.getCause() == null || depth == DEEPEST
            ? null
            : new RedactedTrouble(trouble.getCause(), redaction, depth + 1));
    description = redaction.of(trouble.toString());
    setStackTrace(trouble.getStackTrace());
  }

  /** The exception itself where it shows none; null stays null. */
  static Throwable of(Throwable trouble, Redaction redaction) {
    return shows(trouble, redaction) ? new RedactedTrouble(trouble, redaction, 0) : trouble;
  }

  private static boolean shows(Throwable trouble, Redaction redaction) {
    int depth = 0;
    for (Throwable it = trouble; it != null && depth <= DEEPEST; it = it.getCause()) {
      if (!redaction.of(it.toString()).equals(it.toString())) {
        return true;
      }
      depth++;
    }
    return false;
  }

  @Override
  public String toString() {
    return description;
  }
}
