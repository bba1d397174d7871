package io.glancesync.route;

import io.glancesync.limit.ConcurrencyLimiter;
import io.glancesync.limit.Permit;
import io.glancesync.run.TransferTracker;
import io.glancesync.transfer.Transfer;
import io.glancesync.transfer.TransferPhase;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Resumes the permit after a request has waited for its next retry. The request continues as soon
 * as its region has a free permit.
 */
public final class ResumePermit implements Processor {
  private final ConcurrencyLimiter limiter;
  private final TransferTracker transferTracker;

  public ResumePermit(ConcurrencyLimiter limiter, TransferTracker transferTracker) {
    this.limiter = limiter;
    this.transferTracker = transferTracker;
  }

  @Override
  public void process(Exchange exchange) throws InterruptedException {
    Optional<Transfer> transfer = SuspendPermit.retried(exchange);
    transfer.ifPresent(it -> transferTracker.enters(it, TransferPhase.WAITING_FOR_PLACE));
    limiter.resume(exchange.getVariable(SuspendPermit.VARIABLE, Permit.class));
    transfer.ifPresent(transferTracker::resumes);
  }
}
