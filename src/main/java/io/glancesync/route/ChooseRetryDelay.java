package io.glancesync.route;

import io.glancesync.error.RetryAfter;
import java.time.Duration;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.processor.errorhandler.RedeliveryPolicy;
import org.apache.camel.support.CamelContextHelper;

/**
 * Sets the delay before a retry: what the server asked for, else what the policy of {@code
 * routes/90-errors} says. So it is known while a transfer waits.
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
    Optional<Duration> before = chosen(exchange);
    exchange.removeVariable(VARIABLE);
    Message message = exchange.getMessage();
    var error = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    int count = message.getHeader(Exchange.REDELIVERY_COUNTER, 1, Integer.class);
    RedeliveryPolicy policy = policy(exchange.getContext());
    if (!policy.shouldRedeliver(exchange, count, null)) {
      return;
    }
    Duration delay =
        retryAfter
            .delay(error)
            // round up: a fraction of a millisecond less would be too soon
            .map(it -> Duration.ofMillis(it.plusNanos(999_999).toMillis()))
            .orElseGet(
                () ->
                    Duration.ofMillis(
                        policy.calculateRedeliveryDelay(
                            before.map(Duration::toMillis).orElse(0L), count)));
    message.setHeader(Exchange.REDELIVERY_DELAY, delay.toMillis());
    exchange.setVariable(VARIABLE, delay);
  }

  private static RedeliveryPolicy policy(CamelContext context) {
    return CamelContextHelper.mandatoryLookup(context, POLICY, RedeliveryPolicy.class);
  }

  /** The delay before the next try; empty if there is none. */
  static Optional<Duration> chosen(Exchange exchange) {
    return Optional.ofNullable(exchange.getVariable(VARIABLE, Duration.class));
  }
}
