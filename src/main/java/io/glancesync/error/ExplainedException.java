package io.glancesync.error;

import io.glancesync.error.ErrorReport.ErrorKind;

/** An {@link Explained} exception that need not be declared. */
public abstract class ExplainedException extends RuntimeException implements Explained {
  private static final long serialVersionUID = 1L;

  private final ErrorReport report;

  protected ExplainedException(ErrorReport report, Throwable cause) {
    super(report.message(), cause);
    this.report = report;
  }

  protected ExplainedException(
      ErrorKind kind, ErrorClass errorClass, String error, String remedy, Throwable cause) {
    this(new ErrorReport(kind, errorClass, error, remedy), cause);
  }

  /** What came back, without the remedy. */
  public final String error() {
    return report.error();
  }

  /** What to do; empty where the error says it. */
  public final String remedy() {
    return report.remedy();
  }

  /** The same report whatever was under way: its error is a whole sentence. */
  @Override
  public ErrorReport report(String tried) {
    return report;
  }
}
