package io.glancesync.route;

import io.glancesync.limit.ConcurrencyLimiter;
import io.glancesync.limit.Permit;
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

  public SuspendPermit(ConcurrencyLimiter limiter) {
    this.limiter = limiter;
  }

  @Override
  public void process(Exchange exchange) {
    limiter.suspend(exchange.getVariable(VARIABLE, Permit.class));
  }
}
