package io.glancesync.transfer;

/** It is somebody else's turn; the same may be asked for later. */
public final class BusyException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public BusyException(String message) {
    super(message);
  }
}
