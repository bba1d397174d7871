package io.glancesync.overview;

import io.glancesync.region.RegionName;
import io.glancesync.transfer.RetryWait;
import io.glancesync.transfer.Transfer;
import io.glancesync.transfer.TransferPhase;
import java.time.Instant;
import java.util.Optional;

/** A transfer under way, as it changes. It keeps nothing of the images. */
final class TransferUnderWay {
  private final TransferOverview begun;
  private TransferPhase phase;
  private TransferPhase before;
  private RateMeter meter;
  private long sent;
  private int attempt;
  private Instant retryAt;
  private Optional<String> requestId = Optional.empty();

  TransferUnderWay(Transfer transfer, TransferPhase phase, Instant now, long ticks) {
    begun =
        new TransferOverview(
            transfer.run(),
            transfer.region(),
            transfer.step().imageName(),
            transfer.step().action(),
            phase,
            now,
            new Pace(0, transfer.step().size(), 0),
            transfer.attempt(),
            Optional.empty(),
            Optional.empty());
    this.phase = phase;
    before = phase;
    attempt = transfer.attempt();
    meter = new RateMeter(ticks);
  }

  static String key(Transfer transfer) {
    return transfer.run() + " " + transfer.key();
  }

  String run() {
    return begun.run();
  }

  RegionName region() {
    return begun.region();
  }

  long sent() {
    return sent;
  }

  long size() {
    return begun.pace().size();
  }

  void enter(TransferPhase next) {
    if (!phase.isWaiting()) {
      before = phase;
    }
    phase = next;
  }

  void retry(RetryWait wait, Instant now) {
    retryAt = now.plus(wait.delay());
    // a connection that broke off has none: then the one before would mislead
    requestId = wait.requestId();
  }

  /** Goes on with what it did before it waited. */
  void resume() {
    phase = before;
  }

  /** The content is sent from the first byte. */
  void send(Transfer now, long ticks) {
    enter(TransferPhase.SENDING);
    attempt = Math.max(attempt, now.attempt());
    sent = 0;
    meter = new RateMeter(ticks);
  }

  void sent(long bytes, long ticks) {
    sent += bytes;
    meter.add(bytes, ticks);
    enter(sent >= size() ? TransferPhase.STORING : TransferPhase.SENDING);
  }

  TransferOverview overview(long ticks) {
    return new TransferOverview(
        begun.run(),
        begun.region(),
        begun.image(),
        begun.action(),
        phase,
        begun.since(),
        new Pace(sent, size(), phase == TransferPhase.SENDING ? meter.rate(ticks) : 0),
        attempt,
        Optional.ofNullable(retryAt).filter(it -> phase == TransferPhase.WAITING_FOR_RETRY),
        requestId);
  }
}
