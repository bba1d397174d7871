package io.glancesync.error;

/** A server without which nothing can be done does not answer, or not sensibly. */
public final class UnreachableException extends ExplainedException {
  public UnreachableException(ErrorReport report, Throwable cause) {
    super(report, cause);
  }
}
