package io.glancesync.route;

import org.apache.camel.Exchange;
import org.apache.camel.ExchangeExtension;
import org.apache.camel.Processor;

/**
 * Gives a request all of its tries, whatever became of earlier ones in the same exchange. Camel
 * counts them in headers. Once a request had failed for good, it also marks the exchange as dealt
 * with, and no later error of it is tried again, not even when a doCatch has taken care of the
 * first.
 */
public final class NewTries implements Processor {
  @Override
  public void process(Exchange exchange) {
    exchange.getMessage().removeHeaders("CamelRedeliver*");
    ExchangeExtension marks = exchange.getExchangeExtension();
    marks.setFailureHandled(false);
    marks.setErrorHandlerHandled(null);
  }
}
