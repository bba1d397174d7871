package io.glancesync.route;

import io.glancesync.error.AttemptLog;
import java.time.Clock;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Records a failed request of a transfer for the dead letter, before it is retried. The error that
 * ends the transfer is added when the letter is made.
 */
public final class NoteAttempt implements Processor {
  /** The exchange variable that holds a transfer's failed requests. */
  static final String VARIABLE = "attempts";

  private final Clock clock;

  public NoteAttempt(Clock clock) {
    this.clock = clock;
  }

  @Override
  public void process(Exchange exchange) {
    var attempts = exchange.getVariable(VARIABLE, AttemptLog.class);
    var error = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    // a listing is not a transfer
    if (attempts != null && error != null) {
      attempts.note(error, clock.instant());
    }
  }

  /** Records the request, and then calls the other processors. */
  public Processor and(Processor... next) {
    return exchange -> {
      process(exchange);
      for (Processor it : next) {
        it.process(exchange);
      }
    };
  }
}
