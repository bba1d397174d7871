package io.glancesync.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.SettableClock;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server means by {@code Retry-After}; it is the first second of 2030. */
public class RetryAfterTest {
  public static final RetryAfter UP_TO_FIVE_MINUTES =
      new RetryAfter(new SettableClock(), () -> Duration.ofMinutes(5));

  private final RetryAfter retryAfter = UP_TO_FIVE_MINUTES;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1                              | 1",
        "' 20 '                         | 20",
        "0300                           | 300",
        "Tue, 01 Jan 2030 00:00:07 GMT  | 7",
        "Tuesday, 01-Jan-30 00:02:00 GMT | 120"
      })
  void seconds_and_dates_are_a_delay(String header, int seconds) {
    assertThat(retryAfter.delay(answer("Retry-After", header)))
        .contains(Duration.ofSeconds(seconds));
    assertThat(retryAfter.isTooLong(answer("Retry-After", header))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"301", "999999999999", "Tue, 01 Jan 2030 00:05:01 GMT"})
  void what_is_longer_than_the_longest_delay_is_too_long(String header) {
    assertThat(retryAfter.isTooLong(answer("Retry-After", header))).isTrue();
    assertThat(retryAfter.delay(answer("Retry-After", header))).isEmpty();
    assertThat(retryAfter.asked(answer("Retry-After", header))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-5",
        "1.5",
        "soon",
        "",
        "99999999999999999999",
        "Mon, 31 Dec 2029 23:00:00 GMT",
        "Tue, 01 Jan 2030 00:00:00 GMT"
      })
  void without_a_time_to_come_the_delay_is_for_us_to_choose(String header) {
    assertThat(retryAfter.asked(answer("Retry-After", header))).isEmpty();
    assertThat(retryAfter.isTooLong(answer("Retry-After", header))).isFalse();
  }

  @Test
  void the_header_may_be_in_any_case_and_missing() {
    assertThat(retryAfter.asked(answer("retry-after", "3"))).contains(Duration.ofSeconds(3));
    assertThat(retryAfter.asked(answer("Date", "3"))).isEmpty();
    assertThat(retryAfter.asked(new HttpOperationFailedException("u", 503, "", null, null, "")))
        .isEmpty();
    assertThat(retryAfter.asked(new IOException("reset"))).isEmpty();
  }

  @Test
  void a_date_comes_nearer() {
    var clock = new SettableClock();
    var later = new RetryAfter(clock, () -> Duration.ofMinutes(5));
    HttpOperationFailedException answer = answer("Retry-After", "Tue, 01 Jan 2030 00:05:01 GMT");

    clock.goOn(Duration.ofMillis(1500));

    assertThat(later.delay(answer)).contains(Duration.ofMillis(299_500));
  }

  private static HttpOperationFailedException answer(String header, String value) {
    return new HttpOperationFailedException("u", 503, "", null, Map.of(header, value), "");
  }
}
