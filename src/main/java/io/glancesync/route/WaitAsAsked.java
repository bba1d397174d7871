package io.glancesync.route;

import io.glancesync.error.RetryAfter;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Sets the delay before a retry. The wait that the server asked for takes precedence over our own
 * delay.
 */
public final class WaitAsAsked implements Processor {
  private final RetryAfter retryAfter;

  public WaitAsAsked(RetryAfter retryAfter) {
    this.retryAfter = retryAfter;
  }

  @Override
  public void process(Exchange exchange) {
    var error = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    retryAfter
        .delay(error)
        // round up: a fraction of a millisecond less would be too soon
        .map(it -> it.plusNanos(999_999).toMillis())
        .ifPresent(it -> exchange.getIn().setHeader(Exchange.REDELIVERY_DELAY, it));
  }
}
