package io.glancesync.error;

import io.glancesync.error.ErrorReport.ErrorKind;

/** Something else runs at present; the same request may succeed later. */
public final class BusyException extends ExplainedException {
  private static final long serialVersionUID = 1;

  public BusyException(String error, String remedy) {
    super(ErrorKind.OTHER, ErrorClass.TRANSIENT, error, remedy, null);
  }
}
