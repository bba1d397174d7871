package io.glancesync.route;

import io.glancesync.limit.ConcurrencyLimiter;
import io.glancesync.transfer.Transfer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Prepares the message of a transfer: waits until the region has a free permit, and gives it to the
 * transfer. Camel calls it for one transfer of a phase after the other, before it takes a thread
 * for the transfer.
 */
public final class AdmitTransfer implements Processor {
  private final ConcurrencyLimiter limiter;

  public AdmitTransfer(ConcurrencyLimiter limiter) {
    this.limiter = limiter;
  }

  @Override
  public void process(Exchange exchange) {
    Transfer transfer = exchange.getMessage().getBody(Transfer.class);
    exchange.setVariable("transfer", transfer);
    try {
      exchange.setVariable(SuspendPermit.VARIABLE, limiter.acquireForTransfer(transfer.region()));
    } catch (InterruptedException | RuntimeException | Error e) {
      // Camel would run the steps in spite of an exception, and never end the phase after an error
      exchange.setException(e);
      exchange.setRouteStop(true);
    }
  }
}
