package io.glancesync.openstack;

/** A server answered what neither Keystone nor Glance would. */
public final class UnexpectedAnswerException extends RuntimeException {
  UnexpectedAnswerException(String message, Throwable cause) {
    super(message, cause);
  }

  UnexpectedAnswerException(String message) {
    super(message);
  }
}
