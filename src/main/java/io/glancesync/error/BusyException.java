package io.glancesync.error;

/** Something else runs at present; the same request may succeed later. */
public final class BusyException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public BusyException(String message) {
    super(message);
  }
}
