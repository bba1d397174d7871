package io.glancesync.route;

import io.glancesync.limit.ConcurrencyLimiter;
import io.glancesync.limit.Permit;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Resumes the permit after a request has waited for its next retry. The request continues as soon
 * as its region has a free permit.
 */
public final class ResumePermit implements Processor {
  private final ConcurrencyLimiter limiter;

  public ResumePermit(ConcurrencyLimiter limiter) {
    this.limiter = limiter;
  }

  @Override
  public void process(Exchange exchange) throws InterruptedException {
    limiter.resume(exchange.getVariable(SuspendPermit.VARIABLE, Permit.class));
  }
}
