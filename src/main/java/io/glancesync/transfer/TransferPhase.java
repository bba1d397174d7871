package io.glancesync.transfer;

import java.util.Locale;
import java.util.Optional;

/** What a transfer that has not ended is doing. */
public enum TransferPhase {
  /** A permit of the region, or of the master for the download. */
  WAITING_FOR_PLACE("place"),
  /** Room in the spool. */
  WAITING_FOR_ROOM("room"),
  /** A region that is down: the transfer's own, or the master. */
  WAITING_FOR_REGION("region"),
  /** The next try of a request that failed. */
  WAITING_FOR_RETRY("retry"),
  /** The hidden image is made. */
  CREATING,
  /** An image that the region has is changed or taken out of use: a transfer without content. */
  CHANGING,
  SENDING,
  /** All of the content was sent; the region moves it to its store. */
  STORING,
  VERIFYING,
  PUBLISHING;

  private final String waitsFor;

  TransferPhase() {
    this("");
  }

  TransferPhase(String waitsFor) {
    this.waitsFor = waitsFor;
  }

  public boolean isWaiting() {
    return !waitsFor.isEmpty();
  }

  /** The word for it: {@code waiting}, whatever it waits for, or {@code sending}. */
  public String text() {
    return isWaiting() ? "waiting" : name().toLowerCase(Locale.ROOT);
  }

  /** What it waits for: {@code place}, {@code room}, {@code region} or {@code retry}. */
  public Optional<String> waitsFor() {
    return Optional.of(waitsFor).filter(it -> !it.isEmpty());
  }

  /** For people: {@code sending}, {@code waiting for region}. */
  @Override
  public String toString() {
    return isWaiting() ? "waiting for " + waitsFor : text();
  }
}
