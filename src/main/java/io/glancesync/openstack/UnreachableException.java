package io.glancesync.openstack;

/** A server without which nothing can be done does not answer, or not sensibly. */
public final class UnreachableException extends RuntimeException {
  public UnreachableException(String message, Throwable cause) {
    super(message, cause);
  }
}
