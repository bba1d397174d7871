package io.glancesync.copy;

import io.glancesync.content.ImageContentEntity;
import io.glancesync.error.TransferException;
import io.glancesync.error.TransferException.ContentDiffers;
import io.glancesync.error.TransferException.NotStored;
import io.glancesync.image.Image;
import io.glancesync.time.Ticker;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Finds out whether content arrived although no answer confirms it. The image in the region
 * decides, not the answer.
 */
public final class DeliveryCheck {
  /** The statuses while Glance moves content to its store. */
  private static final Set<String> STORING = Set.of("saving", "uploading", "importing");

  private final AnswerVerifier answerVerifier = new AnswerVerifier();
  private final Ticker ticker;
  private final Supplier<Duration> store;

  /**
   * @param store how long a region may take to store the content
   */
  public DeliveryCheck(Ticker ticker, Supplier<Duration> store) {
    this.ticker = ticker;
    this.store = store;
  }

  /**
   * The state of the copy after an error while its content was sent.
   *
   * @param sent the content; null when sending had not begun
   */
  public CopyTarget troubled(CopyTarget target, ImageContentEntity sent, Throwable problem) {
    if (sent == null) {
      return target;
    }
    if (sent.isSent()) {
      return target.sent();
    }
    if (!answerVerifier.isConflict(problem)) {
      return target;
    }
    // an image that accepts no content now may be receiving what was sent before
    return target.isLate() ? target.sent() : target.busy();
  }

  /** Begins to wait for a region that stores the content. */
  public CopyTarget storing(CopyTarget target) {
    return target.waitingSince(ticker.nanos());
  }

  /**
   * Whether the region is still storing the content, and has time left.
   *
   * @param now the copy as it is; null when it is gone
   */
  public boolean isToWait(CopyTarget target, Image now) {
    return target.wasSent()
        && isStoring(now)
        && ticker.since(target.since()).compareTo(store.get()) < 0;
  }

  /**
   * Whether the region is still storing the content.
   *
   * @param now the copy as it is; null when it is gone
   */
  public boolean isStoring(Image now) {
    return now != null && STORING.contains(now.status());
  }

  /**
   * The state of the copy after the image was looked up. No answer said whether the content
   * arrived.
   *
   * @param now the copy as it is; null when it is gone
   * @throws TransferException when the copy cannot continue
   */
  public CopyTarget looked(CopyTarget target, Image now) throws TransferException {
    if (now == null) {
      throw new ContentDiffers("somebody deleted the copy while it was made");
    }
    if (now.isActive()) {
      return target.filled();
    }
    if (now.status().equals("queued") || !target.wasSent() && isStoring(now)) {
      return target.wasSent() ? target.asLate() : target.created();
    }
    if (isStoring(now)) {
      throw new NotStored(
          "the region has all of it and is still %s after %d s"
              .formatted(now.status(), store.get().toSeconds()),
          "see what its store is doing, or raise glancesync.request.store-timeout");
    }
    throw new ContentDiffers(
        "the region has the copy with status %s after all of it was sent".formatted(now.status()));
  }
}
