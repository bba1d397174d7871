package io.glancesync.property;

import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.time.TimeText;
import java.time.Duration;
import org.apache.camel.util.TimeUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Times and sizes with units. */
class TextsTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "500ms, 500",
    "0s, 0",
    "30s, 30000",
    "5m, 300000",
    "1h30m, 5400000",
    "30d, 2592000000"
  })
  void a_time_has_units_and_camel_reads_it_the_same_way(String text, long millis) {
    assertThat(TimeText.read(text)).contains(Duration.ofMillis(millis));
    assertThat(TimeUtils.toMilliSeconds(text)).isEqualTo(millis);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "30",
        "s",
        "30 s",
        "-1s",
        "1.5s",
        "1w",
        "30S",
        "1s1",
        "9999999999s",
        "1s1m",
        "1s1s",
        "500ms1s"
      })
  void anything_else_is_not_a_time(String text) {
    assertThat(TimeText.read(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0, 0s", "1ms, 1ms", "90s, 90s", "3600s, 1h", "1h30m, 90m", "10d, 240h"})
  void a_time_is_shown_with_its_largest_whole_unit(String shown, String text) {
    Duration time = TimeText.read(text).orElseThrow();

    assertThat(TimeText.read(TimeText.of(time))).contains(time);
    assertThat(TimeText.of(TimeText.read(shown).orElseThrow())).isEqualTo(TimeText.of(time));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0GB, 0",
    "512B, 512",
    "3kB, 3000",
    "50GB, 50000000000",
    "2TB, 2000000000000"
  })
  void a_size_has_units(String text, long bytes) {
    assertThat(SizeText.read(text)).hasValue(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "50", "GB", "50 GB", "-1GB", "1.5GB", "50gb", "1PB", "9999999GB"})
  void anything_else_is_not_a_size(String text) {
    assertThat(SizeText.read(text)).isEmpty();
  }

  @Test
  void a_value_without_a_unit_is_told_which_units_there_are() {
    assertThat(new PropertyKind.Period(Duration.ZERO, Duration.ofDays(1)).flaw("1000"))
        .contains("a time such as 30s (units: ms, s, m, h, d)");
    assertThat(new PropertyKind.Bytes().flaw("50"))
        .contains("a size such as 50GB (units: B, kB, MB, GB, TB)");
  }
}
