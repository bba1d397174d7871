package io.glancesync.route;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** A request has waited for its next try: it goes on when its region has a place for it. */
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
