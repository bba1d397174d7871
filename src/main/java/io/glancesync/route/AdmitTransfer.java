package io.glancesync.route;

import io.glancesync.limit.ConcurrencyLimiter;
import io.glancesync.limit.Permit;
import io.glancesync.run.TransferTracker;
import io.glancesync.transfer.Transfer;
import io.glancesync.transfer.TransferPhase;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Prepares the message of a transfer: waits until the region has a free permit, and gives it to the
 * transfer. Camel calls it for one transfer of a phase after the other, before it takes a thread
 * for the transfer.
 */
public final class AdmitTransfer implements Processor {
  private final ConcurrencyLimiter limiter;
  private final TransferTracker transferTracker;

  public AdmitTransfer(ConcurrencyLimiter limiter, TransferTracker transferTracker) {
    this.limiter = limiter;
    this.transferTracker = transferTracker;
  }

  @Override
  public void process(Exchange exchange) {
    Transfer transfer = exchange.getMessage().getBody(Transfer.class);
    exchange.setVariable("transfer", transfer);
    try {
      transferTracker.enters(transfer, TransferPhase.WAITING_FOR_PLACE);
      Permit permit = limiter.acquireForTransfer(transfer.region());
      exchange.setVariable(SuspendPermit.VARIABLE, permit);
      MessageEnd.then(exchange, () -> end(transfer, permit));
    } catch (InterruptedException | RuntimeException | Error e) {
      transferTracker.stopped(transfer, e);
      // Camel would run the steps in spite of an exception, and never end the phase after an error
      exchange.setException(e);
      exchange.setRouteStop(true);
    }
  }

  /**
   * Ends what the message held. An edited route may drop it, so that no step of a route releases
   * the permit.
   */
  private void end(Transfer transfer, Permit permit) {
    limiter.release(permit);
    transferTracker.lost(transfer);
  }
}
