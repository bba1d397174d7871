package io.glancesync.openstack;

/** A server understood what was asked and would not do it, or something else went wrong there. */
public final class RefusedException extends RuntimeException {
  public RefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
