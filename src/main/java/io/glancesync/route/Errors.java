package io.glancesync.route;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes an {@link Error} in a step fail the message, as an exception does. Camel lets some errors
 * through to the thread, and a caller that waits for the message would wait for ever. The first
 * error is kept: after it, shared objects may not be usable any more.
 */
public final class Errors implements InterceptStrategy {
  private static final Logger LOG = LoggerFactory.getLogger("glancesync.run");

  private final AtomicReference<Error> first = new AtomicReference<>();

  /** The first error since the program began. */
  public Optional<Error> first() {
    return Optional.ofNullable(first.get());
  }

  @Override
  public Processor wrapProcessorInInterceptors(
      CamelContext context, NamedNode step, Processor target, Processor next) {
    return new DelegateAsyncProcessor(target) {
      @Override
      public boolean process(Exchange exchange, AsyncCallback callback) {
        var end = new End(exchange, callback);
        boolean isDone = true;
        try {
          isDone = super.process(exchange, end);
        } catch (Error e) {
          end.failed(e);
        }
        end.tellNow();
        return isDone;
      }
    };
  }

  /**
   * The callback at the end of a step. A step may report its end and then throw an error. So the
   * report is held back until the step has returned.
   */
  private final class End implements AsyncCallback {
    private final Exchange exchange;
    private final AsyncCallback callback;
    private final Thread caller = Thread.currentThread();
    private volatile boolean hasReturned;
    private volatile boolean isTold;
    private Boolean heldBack;

    private End(Exchange exchange, AsyncCallback callback) {
      this.exchange = exchange;
      this.callback = callback;
    }

    @Override
    public void done(boolean sync) {
      if (Thread.currentThread() == caller && !hasReturned) {
        heldBack = sync;
      } else {
        tell(sync);
      }
    }

    private void failed(Error error) {
      if (isTold) {
        // the exchange continues elsewhere, and the callback must not be called twice
        throw error;
      }
      exchange.setException(error);
      heldBack = heldBack == null || heldBack;
    }

    private void tellNow() {
      hasReturned = true;
      if (heldBack != null) {
        tell(heldBack);
      }
    }

    private void tell(boolean sync) {
      isTold = true;
      note(exchange.getException());
      callback.done(sync);
    }
  }

  private void note(Throwable error) {
    if (error != null) {
      Stream.iterate(error, it -> it != null, Throwable::getCause)
          .filter(Error.class::isInstance)
          .map(Error.class::cast)
          .findFirst()
          .filter(it -> first.compareAndSet(null, it))
          .ifPresent(it -> LOG.error("an error in GlanceSync itself", it));
    }
  }
}
