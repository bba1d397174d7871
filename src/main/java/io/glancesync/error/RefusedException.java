package io.glancesync.error;

import io.glancesync.error.ErrorReport.ErrorKind;

/** What was asked for was understood, and is not done. */
public final class RefusedException extends ExplainedException {
  public RefusedException(ErrorReport report, Throwable cause) {
    super(report, cause);
  }

  public RefusedException(String error, String remedy, Throwable cause) {
    super(ErrorKind.OTHER, ErrorClass.TRANSIENT, error, remedy, cause);
  }

  public RefusedException(String error, String remedy) {
    this(error, remedy, null);
  }
}
