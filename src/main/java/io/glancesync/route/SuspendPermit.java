package io.glancesync.route;

import io.glancesync.copy.ContentDownload;
import io.glancesync.error.AttemptLog;
import io.glancesync.limit.ConcurrencyLimiter;
import io.glancesync.limit.Permit;
import io.glancesync.run.TransferTracker;
import io.glancesync.transfer.RetryWait;
import io.glancesync.transfer.Transfer;
import java.time.Duration;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Suspends the permit before a request waits for its next retry, so that another transfer may have
 * it.
 */
public final class SuspendPermit implements Processor {
  /** The exchange variable that holds a transfer's permit; a listing has none. */
  static final String VARIABLE = "permit";

  private final ConcurrencyLimiter limiter;
  private final TransferTracker transferTracker;

  public SuspendPermit(ConcurrencyLimiter limiter, TransferTracker transferTracker) {
    this.limiter = limiter;
    this.transferTracker = transferTracker;
  }

  @Override
  public void process(Exchange exchange) {
    Optional<Duration> delay = ChooseRetryDelay.chosen(exchange);
    retried(exchange)
        .filter(it -> delay.isPresent())
        .ifPresent(
            it -> transferTracker.retries(it, new RetryWait(delay.get(), requestId(exchange))));
    limiter.suspend(exchange.getVariable(VARIABLE, Permit.class));
  }

  private static Optional<String> requestId(Exchange exchange) {
    var attempts = exchange.getVariable(NoteAttempt.VARIABLE, AttemptLog.class);
    return Optional.ofNullable(attempts).flatMap(AttemptLog::lastRequestId);
  }

  /**
   * The transfer that waits while a request is retried; empty for a listing, a probe, and a
   * download, which carries the first transfer that asked for it.
   */
  static Optional<Transfer> retried(Exchange exchange) {
    boolean isOfTransfer =
        exchange.getVariable(VARIABLE, Permit.class) != null
            && !(exchange.getVariable("request") instanceof ContentDownload);
    return Optional.ofNullable(exchange.getVariable("transfer", Transfer.class))
        .filter(it -> isOfTransfer);
  }
}
