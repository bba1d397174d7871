package io.glancesync.route;

import io.glancesync.error.RetryAfter;
import java.time.Duration;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.processor.errorhandler.RedeliveryPolicy;
import org.apache.camel.support.CamelContextHelper;

/**
 * Sets the delay before a retry: what the server asked for, else what the policy says that {@code
 * routes/90-errors} delivers. So it is known while a transfer waits. Of a policy of somebody's own
 * the delay is not known beforehand; Camel then chooses it.
 */
public final class ChooseRetryDelay implements Processor {
  private static final String POLICY = "retryTransient";

  /** The exchange variable with the delay before the next try; none if there is none. */
  private static final String VARIABLE = "retryDelay";

  private final RetryAfter retryAfter;

  public ChooseRetryDelay(RetryAfter retryAfter) {
    this.retryAfter = retryAfter;
  }

  @Override
  public void process(Exchange exchange) {
    Message message = exchange.getMessage();
    int count = message.getHeader(Exchange.REDELIVERY_COUNTER, 1, Integer.class);
    int most = message.getHeader(Exchange.REDELIVERY_MAX_COUNTER, 0, Integer.class);
    // of an earlier request of this exchange, else
    Optional<Duration> before = chosen(exchange).filter(it -> count > 1);
    exchange.removeVariable(VARIABLE);
    message.removeHeader(Exchange.REDELIVERY_DELAY);
    if (count > most) {
      return;
    }
    var error = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    retryAfter
        .delay(error)
        // round up: a fraction of a millisecond less would be too soon
        .map(it -> Duration.ofMillis(it.plusNanos(999_999).toMillis()))
        .or(() -> own(exchange, most, before, count))
        .ifPresent(
            it -> {
              message.setHeader(Exchange.REDELIVERY_DELAY, it.toMillis());
              exchange.setVariable(VARIABLE, it);
            });
  }

  private static Optional<Duration> own(
      Exchange exchange, int most, Optional<Duration> before, int count) {
    RedeliveryPolicy policy =
        CamelContextHelper.lookup(exchange.getContext(), POLICY, RedeliveryPolicy.class);
    return Optional.ofNullable(policy)
        .filter(it -> it.getMaximumRedeliveries() == most)
        .map(it -> it.calculateRedeliveryDelay(before.map(Duration::toMillis).orElse(0L), count))
        .map(Duration::ofMillis);
  }

  /** The delay before the next try; empty if there is none, or if it is not known. */
  static Optional<Duration> chosen(Exchange exchange) {
    return Optional.ofNullable(exchange.getVariable(VARIABLE, Duration.class));
  }
}
