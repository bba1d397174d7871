package io.glancesync.route;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Before a request waits for its next try: another transfer may take this one's place. */
public final class SuspendPermit implements Processor {
  /** The exchange variable that holds a transfer's place; a listing has none. */
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
