package io.glancesync.error;

import io.glancesync.error.ErrorReport.ErrorKind;
import java.io.IOException;
import java.util.List;

/**
 * Why image content could not be brought to a region. The class says whether a retry may help. It
 * is an {@code IOException} because it also passes through the HTTP client while it sends.
 */
public abstract sealed class TransferException extends IOException implements Explained {
  private static final String HARMLESS = "; nothing of it is visible";
  private static final String NEXT_RUN = "the next run tries again";

  private final ErrorReport report;

  private TransferException(ErrorClass errorClass, String error, String remedy, Throwable cause) {
    this(new ErrorReport(ErrorKind.OTHER, errorClass, error, remedy), cause);
  }

  private TransferException(ErrorReport report, Throwable cause) {
    super(report.message(), cause);
    this.report = report;
  }

  @Override
  public ErrorReport report(String tried) {
    ErrorReport during = report.during(tried);
    String remedy = during.remedy().isEmpty() ? usualRemedy() : during.remedy();
    return new ErrorReport(during.kind(), during.errorClass(), during.error(), remedy + HARMLESS);
  }

  String usualRemedy() {
    return NEXT_RUN;
  }

  /** Whether it happens again in each run, until somebody changes something. */
  boolean isLasting() {
    return false;
  }

  /** Reading from the master broke off; a retry may succeed. */
  public static final class SourceBroken extends TransferException {
    public SourceBroken(String error, String remedy, Throwable cause) {
      super(ErrorClass.TRANSIENT, error, remedy, cause);
    }
  }

  /** The receiver stopped reading; a retry may succeed. */
  public static final class Stalled extends TransferException {
    public Stalled(String error, String remedy, Throwable cause) {
      super(ErrorClass.TRANSIENT, error, remedy, cause);
    }
  }

  /** A file in {@code images_dir} cannot be used; the retry downloads the image. */
  public static final class LocalFileUnusable extends TransferException {
    public LocalFileUnusable(String error) {
      super(ErrorClass.PERMANENT, error, "", null);
    }
  }

  /** The master has no content, or other content than it says. */
  public static final class SourceUnusable extends TransferException {
    @Override
    boolean isLasting() {
      return true;
    }

    public SourceUnusable(String error) {
      this(error, "");
    }

    public SourceUnusable(String error, String remedy) {
      super(ErrorClass.PERMANENT, error, remedy, null);
    }

    @Override
    String usualRemedy() {
      return "see what the master region holds, or upload it there again";
    }
  }

  /**
   * The master's content could not be fetched for any region. There is no retry, as the download
   * had its own. Its error is not the cause of this exception; otherwise it would be taken for a
   * request of this transfer.
   */
  public static final class SourceFailed extends TransferException {
    private final transient Throwable reason;
    private final transient List<Attempt> attempts;

    public SourceFailed(Throwable reason, List<Attempt> attempts) {
      super(ErrorClass.PERMANENT, String.valueOf(reason.getMessage()), "", null);
      this.reason = reason;
      this.attempts = List.copyOf(attempts);
    }

    public Throwable reason() {
      return reason;
    }

    /** The failed requests of the download, oldest first. */
    public List<Attempt> attempts() {
      return attempts;
    }
  }

  /** The region's content after sending is not what was sent. */
  public static final class ContentDiffers extends TransferException {
    public ContentDiffers(String error) {
      super(ErrorClass.PERMANENT, error, "", null);
    }
  }

  /** Something that the transfer needs is not in the region. */
  public static final class CompanionMissing extends TransferException {
    public CompanionMissing(String error, String remedy) {
      super(ErrorClass.PERMANENT, error, remedy, null);
    }
  }

  /** The old image is not the one that the plan was made for. */
  public static final class OldImageChanged extends TransferException {
    public OldImageChanged(String error, String remedy) {
      super(ErrorClass.PERMANENT, error, remedy, null);
    }
  }

  /** A region confirmed a change of an image but did not make it. */
  public static final class NotChanged extends TransferException {
    @Override
    boolean isLasting() {
      return true;
    }

    public NotChanged(String error, String remedy) {
      super(ErrorClass.PERMANENT, error, remedy, null);
    }
  }

  /** All of the content was sent, but the region does not finish storing it. */
  public static final class NotStored extends TransferException {
    public NotStored(String error, String remedy) {
      super(ErrorClass.TRANSIENT, error, remedy, null);
    }
  }

  /** An earlier run began to work on this image, and its work could not be settled yet. */
  public static final class Unsettled extends TransferException {
    public Unsettled(String error, String remedy) {
      super(ErrorClass.TRANSIENT, error, remedy, null);
    }
  }

  /** Another GlanceSync seems to be making this copy. */
  public static final class CopiedElsewhere extends TransferException {
    public CopiedElsewhere(String error, String remedy) {
      super(ErrorClass.TRANSIENT, error, remedy, null);
    }
  }

  /** An edited route has dropped the message of the transfer, so that its work is not complete. */
  public static final class MessageDropped extends TransferException {
    public MessageDropped() {
      this("a route dropped its message");
    }

    public MessageDropped(String error) {
      super(ErrorClass.PERMANENT, error, "see which route of routes/ was edited", null);
    }
  }

  /** The route that is asked whether a transfer may go gave no answer. */
  public static final class NotAdmitted extends TransferException {
    public NotAdmitted(String error) {
      super(ErrorClass.PERMANENT, error, "correct the route admit in routes/", null);
    }
  }

  /** The region has used up every id that the copy could have. */
  public static final class NoIdLeft extends TransferException {
    public NoIdLeft(String error, String remedy) {
      super(ErrorClass.PERMANENT, error, remedy, null);
    }
  }
}
