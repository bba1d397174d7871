package io.glancesync.openstack;

/** A server answered what neither Keystone nor Glance would. */
public final class UnexpectedAnswerException extends RuntimeException {
  public UnexpectedAnswerException(String message, Throwable cause) {
    super(message, cause);
  }

  public UnexpectedAnswerException(String message) {
    super(message);
  }
}
