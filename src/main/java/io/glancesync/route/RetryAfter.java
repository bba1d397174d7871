package io.glancesync.route;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.hc.client5.http.utils.DateUtils;

/** How long a server that refused a request asks to be left alone, and whether we wait for it. */
public final class RetryAfter {
  private static final String HEADER = "retry-after";

  private final Clock clock;
  private final Supplier<Duration> longest;

  /**
   * @param longest how long is waited at most; asked each time
   */
  public RetryAfter(Clock clock, Supplier<Duration> longest) {
    this.clock = clock;
    this.longest = longest;
  }

  Duration longest() {
    return longest.get();
  }

  /** Whether another try would come either too soon or far too late. */
  public boolean isTooLong(Throwable trouble) {
    return asked(trouble).filter(this::isTooLong).isPresent();
  }

  private boolean isTooLong(Duration time) {
    return time.compareTo(longest.get()) > 0;
  }

  /** How long to wait before the next try; empty when that is for us to choose. */
  Optional<Duration> delay(Throwable trouble) {
    return asked(trouble).filter(it -> !isTooLong(it));
  }

  /**
   * Empty when the server asked for nothing, for no time at all, or for what nobody understands.
   */
  Optional<Duration> asked(Throwable trouble) {
    return trouble instanceof HttpOperationFailedException answer
        ? header(answer).flatMap(this::time).filter(it -> it.compareTo(Duration.ZERO) > 0)
        : Optional.empty();
  }

  private static Optional<String> header(HttpOperationFailedException answer) {
    return Optional.ofNullable(answer.getResponseHeaders()).orElse(Map.of()).entrySet().stream()
        .filter(it -> it.getKey().toLowerCase(Locale.ROOT).equals(HEADER))
        .map(it -> it.getValue().strip())
        .findFirst();
  }

  /** Either seconds or a date (RFC 9110, 10.2.3). */
  private Optional<Duration> time(String text) {
    if (text.matches("[0-9]{1,12}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
    }
    Optional<Instant> until = Optional.ofNullable(DateUtils.parseStandardDate(text));
    return until.map(it -> Duration.between(clock.instant(), it));
  }
}
