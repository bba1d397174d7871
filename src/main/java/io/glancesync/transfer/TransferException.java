package io.glancesync.transfer;

import java.io.IOException;
import java.util.List;

/**
 * Why image content could not be brought to a region. The class says whether another try may help;
 * it is an {@code IOException} because it also passes through the HTTP client while it sends.
 */
public abstract sealed class TransferException extends IOException {
  private TransferException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Reading the master broke off; another try may succeed. */
  public static final class SourceBroken extends TransferException {
    public SourceBroken(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** Whoever was sent to stopped reading; another try may succeed. */
  public static final class Stalled extends TransferException {
    public Stalled(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** A file of {@code images_dir} is of no use; the next try downloads the image. */
  public static final class LocalFileUnusable extends TransferException {
    public LocalFileUnusable(String message) {
      super(message, null);
    }
  }

  /** The master has no content, or not the content it says it has. */
  public static final class SourceUnusable extends TransferException {
    public SourceUnusable(String message) {
      super(message, null);
    }
  }

  /**
   * The master's content could not be fetched for any region. No other try is made: the fetching
   * has had its own. What it ran into is not a cause, or it would be taken for a request of this
   * transfer.
   */
  public static final class SourceFailed extends TransferException {
    private final transient Throwable reason;
    private final transient List<Attempt> attempts;

    public SourceFailed(Throwable reason, List<Attempt> attempts) {
      super(reason.getMessage(), null);
      this.reason = reason;
      this.attempts = List.copyOf(attempts);
    }

    public Throwable reason() {
      return reason;
    }

    /** What of the fetching failed, one after the other. */
    public List<Attempt> attempts() {
      return attempts;
    }
  }

  /** What the region holds after sending is not what was sent. */
  public static final class ContentDiffers extends TransferException {
    public ContentDiffers(String message) {
      super(message, null);
    }
  }

  /** Something that the transfer needs is not in the region. */
  public static final class CompanionMissing extends TransferException {
    public CompanionMissing(String message) {
      super(message, null);
    }
  }

  /** What was to give way is not what the plan was made for. */
  public static final class OldImageChanged extends TransferException {
    public OldImageChanged(String message) {
      super(message, null);
    }
  }

  /** A region answers that it has changed an image, and has not. */
  public static final class NotChanged extends TransferException {
    public NotChanged(String message) {
      super(message, null);
    }
  }

  /** All of the content was sent, and the region does not come to an end with it. */
  public static final class NotStored extends TransferException {
    public NotStored(String message) {
      super(message, null);
    }
  }

  /** An earlier run began with this image, and what it left could not be settled yet. */
  public static final class Unsettled extends TransferException {
    public Unsettled(String message) {
      super(message, null);
    }
  }

  /** Somebody else, as it seems another GlanceSync, is making this very copy. */
  public static final class CopiedElsewhere extends TransferException {
    public CopiedElsewhere(String message) {
      super(message, null);
    }
  }

  /** The region has used up every id that the copy could have. */
  public static final class NoIdLeft extends TransferException {
    public NoIdLeft(String message) {
      super(message, null);
    }
  }
}
