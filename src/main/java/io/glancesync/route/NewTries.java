package io.glancesync.route;

import org.apache.camel.Exchange;
import org.apache.camel.ExchangeExtension;
import org.apache.camel.Processor;

/**
 * Gives a request all of its retries, whatever happened to earlier requests of the same exchange.
 * Camel counts the retries in headers. Once a request has failed for good, Camel also marks the
 * exchange as handled, and retries no later error of it. This is so even if a doCatch handled the
 * first error.
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
