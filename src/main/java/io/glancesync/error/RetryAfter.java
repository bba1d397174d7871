package io.glancesync.error;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.hc.client5.http.utils.DateUtils;

/** Reads how long a refusing server asks clients to wait, and decides whether GlanceSync waits. */
public final class RetryAfter {
  private static final String HEADER = "retry-after";

  private final Clock clock;
  private final Supplier<Duration> longest;

  /**
   * @param longest the longest wait; read at each use
   */
  public RetryAfter(Clock clock, Supplier<Duration> longest) {
    this.clock = clock;
    this.longest = longest;
  }

  Duration longest() {
    return longest.get();
  }

  /** Whether a retry would come either too soon or far too late. */
  public boolean isTooLong(Throwable error) {
    return asked(error).filter(this::isTooLong).isPresent();
  }

  private boolean isTooLong(Duration time) {
    return time.compareTo(longest.get()) > 0;
  }

  /**
   * The delay that the server asked for before the next retry; empty when GlanceSync chooses the
   * delay itself.
   */
  public Optional<Duration> delay(Throwable error) {
    return asked(error).filter(it -> !isTooLong(it));
  }

  /**
   * The wait that the server asked for. Empty when it asked for none, for zero, or in a form that
   * cannot be read.
   */
  Optional<Duration> asked(Throwable error) {
    return error instanceof HttpOperationFailedException answer
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
