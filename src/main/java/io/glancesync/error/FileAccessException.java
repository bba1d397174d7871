package io.glancesync.error;

import io.glancesync.error.ErrorReport.ErrorKind;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A file or folder of GlanceSync's own could not be read or written. */
public final class FileAccessException extends UncheckedIOException implements Explained {
  private static final long serialVersionUID = 1;

  private final ErrorReport report;

  public FileAccessException(String error, String remedy, IOException cause) {
    this(new ErrorReport(ErrorKind.OTHER, ErrorClass.PERMANENT, error, remedy), cause);
  }

  private FileAccessException(ErrorReport report, IOException cause) {
    super(report.message(), cause);
    this.report = report;
  }

  @Override
  public ErrorReport report(String tried) {
    return report.during(tried);
  }
}
