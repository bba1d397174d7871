package io.glancesync.route;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.SynchronizationAdapter;
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
      exchange.getExchangeExtension().addOnCompletion(new ReleaseAtEnd(held.release()));
    }
  }

  private final class ReleaseAtEnd extends SynchronizationAdapter {
    private final Release release;

    private ReleaseAtEnd(Release release) {
      this.release = release;
    }

    /** A queue that a route sends the message to must not release it while this route works on. */
    @Override
    public boolean allowHandover() {
      return false;
    }

    @Override
    public void onDone(Exchange exchange) {
      try {
        release.release();
      } catch (Exception e) {
        LOG.warn("{} could not be released", variable, e);
      }
    }
  }
}
