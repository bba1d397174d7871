package io.glancesync.cli.display;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HumanReadableTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "999, 999 B",
    "1000, 1.0 kB",
    "999949, 999.9 kB",
    "999950, 1.0 MB",
    "2100000000, 2.1 GB",
    "9223372036854775807, 9223.4 PB",
  })
  void sizes(long bytes, String text) {
    assertThat(HumanReadable.ofBytes(bytes)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.0 s",
    "400, 0.4 s",
    "9949, 9.9 s",
    "9950, 9 s",
    "34000, 34 s",
    "125000, 2 min 5 s",
    "3599999, 59 min 59 s",
    "11520000, 3 h 12 min",
  })
  void times(long millis, String text) {
    assertThat(HumanReadable.ofTime(Duration.ofMillis(millis))).isEqualTo(text);
  }

  @Test
  void rates() {
    assertThat(HumanReadable.ofRate(618_000_000, Duration.ofSeconds(10))).isEqualTo("61.8 MB/s");
    assertThat(HumanReadable.ofRate(1000, Duration.ZERO)).isEqualTo("1.0 MB/s");
  }

  @Test
  void numbers() {
    assertThat(HumanReadable.of(1, "region")).isEqualTo("1 region");
    assertThat(HumanReadable.of(2, "region")).isEqualTo("2 regions");
  }
}
