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
 * Makes an {@link Error} that a step meets a failure of its message, as an exception is one. Camel
 * lets some of them through to the thread, and whoever waits for that message would wait for ever.
 * The first one is kept: after it, what the program shares may not be usable any more.
 */
public final class Errors implements InterceptStrategy {
  private static final Logger LOG = LoggerFactory.getLogger("glancesync.run");

  private final AtomicReference<Error> first = new AtomicReference<>();

  /** The first one since the program began. */
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
   * A step's end. A step may say that it is through and throw an error afterwards: what it says
   * before it returns is told when it has.
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
        // it goes on elsewhere, and nobody may be told twice
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

  private void note(Throwable trouble) {
    if (trouble != null) {
      Stream.iterate(trouble, it -> it != null, Throwable::getCause)
          .filter(Error.class::isInstance)
          .map(Error.class::cast)
          .findFirst()
          .filter(it -> first.compareAndSet(null, it))
          .ifPresent(it -> LOG.error("an error in GlanceSync itself", it));
    }
  }
}
