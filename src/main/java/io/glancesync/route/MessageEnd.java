package io.glancesync.route;

import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

/** Does something when Camel has completed a message, wherever a route has sent it. */
final class MessageEnd extends SynchronizationAdapter {
  private final Runnable action;

  private MessageEnd(Runnable action) {
    this.action = action;
  }

  static void then(Exchange exchange, Runnable action) {
    exchange.getExchangeExtension().addOnCompletion(new MessageEnd(action));
  }

  @Override
  public void onDone(Exchange exchange) {
    action.run();
  }

  /** A queue that a route sends the message to must not do it while the route works on. */
  @Override
  public boolean allowHandover() {
    return false;
  }
}
