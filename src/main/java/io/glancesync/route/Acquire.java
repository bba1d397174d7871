package io.glancesync.route;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Acquires what a message needs, and keeps it in a variable. A later step of the route releases it;
 * an edited route may leave that step out, so it is released at the end of the message at the
 * latest.
 */
public final class Acquire implements Processor {
  private static final Logger LOG = LoggerFactory.getLogger(Acquire.class);

  private final String variable;
  private final Acquisition acquisition;

  public Acquire(String variable, Acquisition acquisition) {
    this.variable = variable;
    this.acquisition = acquisition;
  }

  /** Acquires something for a message. */
  @FunctionalInterface
  public interface Acquisition {
    Held acquire(Exchange exchange) throws Exception;
  }

  /** Releases what was acquired; does nothing the second time. */
  @FunctionalInterface
  public interface Release {
    void release() throws Exception;
  }

  /**
   * What was acquired.
   *
   * @param value null when there is nothing to release
   */
  public record Held(Object value, Release release) {}

  @Override
  public void process(Exchange exchange) throws Exception {
    exchange.removeVariable(variable);
    Held held = acquisition.acquire(exchange);
    if (held.value() != null) {
      exchange.setVariable(variable, held.value());
      MessageEnd.then(exchange, () -> release(held));
    }
  }

  private void release(Held held) {
    try {
      held.release().release();
    } catch (Exception e) {
      LOG.warn("{} could not be released", variable, e);
    }
  }
}
