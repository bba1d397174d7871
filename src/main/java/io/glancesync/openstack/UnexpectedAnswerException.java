package io.glancesync.openstack;

/** A server answered what neither Keystone nor Glance would. */
public final class UnexpectedAnswerException extends RuntimeException {
  public UnexpectedAnswerException(String message, Throwable cause) {
    super(message, cause);
  }

  public UnexpectedAnswerException(String message) {
    super(message);
  }

  /** The same, and what server it was, when that is not said yet. */
  UnexpectedAnswerException from(String server) {
    return getMessage().contains(server)
        ? this
        : new UnexpectedAnswerException("%s (from %s)".formatted(getMessage(), server), this);
  }
}
