package io.glancesync.openstack;

import io.glancesync.error.ErrorClass;
import io.glancesync.error.ErrorReport;
import io.glancesync.error.ErrorReport.ErrorKind;
import io.glancesync.error.ExplainedException;

/** A server answered what neither Keystone nor Glance would. */
public final class UnexpectedAnswerException extends ExplainedException {
  public UnexpectedAnswerException(String error, String remedy, Throwable cause) {
    super(ErrorKind.UNREACHABLE, ErrorClass.PERMANENT, error, remedy, cause);
  }

  public UnexpectedAnswerException(String error, String remedy) {
    this(error, remedy, null);
  }

  public UnexpectedAnswerException(String error, Throwable cause) {
    this(error, "", cause);
  }

  public UnexpectedAnswerException(String error) {
    this(error, "", null);
  }

  @Override
  public ErrorReport report(String tried) {
    return super.report(tried).during(tried);
  }

  /** The same, and what server it was, when that is not said yet. */
  UnexpectedAnswerException from(String server) {
    return getMessage().contains(server)
        ? this
        : new UnexpectedAnswerException("%s (from %s)".formatted(error(), server), remedy(), this);
  }
}
