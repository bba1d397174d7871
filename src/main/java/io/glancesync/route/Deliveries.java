package io.glancesync.route;

import io.glancesync.image.Image;
import io.glancesync.time.Ticks;
import io.glancesync.transfer.Content;
import io.glancesync.transfer.TransferException;
import io.glancesync.transfer.TransferException.ContentDiffers;
import io.glancesync.transfer.TransferException.NotStored;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;

/** Whether content arrived of which nobody says so: what is there counts, not what was answered. */
public final class Deliveries {
  /** While Glance brings an image to its store. */
  private static final Set<String> STORING = Set.of("saving", "uploading", "importing");

  private final Answers answers = new Answers();
  private final Ticks ticks;
  private final Supplier<Duration> store;

  /**
   * @param store how long a region may store what it was sent
   */
  public Deliveries(Ticks ticks, Supplier<Duration> store) {
    this.ticks = ticks;
    this.store = store;
  }

  /**
   * What is known of the copy after its content could not be sent as it should.
   *
   * @param sent null when it did not come that far
   */
  public Slot troubled(Slot slot, Content sent, Throwable trouble) {
    if (sent == null) {
      return slot;
    }
    if (sent.isSent()) {
      return slot.sent();
    }
    if (!answers.isConflict(trouble)) {
      return slot;
    }
    // what takes no content now may be taking what was sent before
    return slot.isLate() ? slot.sent() : slot.busy();
  }

  /** Begins to wait for a region that stores what it was sent. */
  public Storing storing() {
    return new Storing(ticks.nanos());
  }

  /** Since when something is waited for, in ticks. */
  public record Storing(long since) {}

  /**
   * Whether the region is still at it, and has time left.
   *
   * @param now the copy as it is; null when it is gone
   */
  public boolean isToWait(Slot slot, Image now, Storing storing) {
    return slot.isSent()
        && isStoring(now)
        && ticks.since(storing.since()).compareTo(store.get()) < 0;
  }

  /**
   * Whether the region is still at it.
   *
   * @param now the copy as it is; null when it is gone
   */
  public boolean isStoring(Image now) {
    return now != null && STORING.contains(now.status());
  }

  /**
   * What became of content of which nobody said whether it arrived.
   *
   * @param now the copy as it is; null when it is gone
   * @throws TransferException when it makes no sense to go on
   */
  public Slot looked(Slot slot, Image now) throws TransferException {
    if (now == null) {
      throw new ContentDiffers("somebody deleted the copy while it was made");
    }
    if (now.isActive()) {
      return slot.filled();
    }
    if (now.status().equals("queued") || !slot.isSent() && isStoring(now)) {
      return slot.isSent() ? slot.late() : slot.created();
    }
    if (isStoring(now)) {
      throw new NotStored(
          "the region has all of it and is still %s after %d s; see what its store is doing, or raise glancesync.store-timeout"
              .formatted(now.status(), store.get().toSeconds()));
    }
    throw new ContentDiffers(
        "the region has the copy with status %s after all of it was sent".formatted(now.status()));
  }
}
