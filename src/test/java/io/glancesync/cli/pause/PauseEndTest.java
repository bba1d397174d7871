package io.glancesync.cli.pause;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PauseEndTest {
  private final PauseEnd end =
      new PauseEnd(Instant.parse("2026-05-01T23:30:00.5Z"), ZoneId.of("Europe/Madrid"));

  @ParameterizedTest
  @CsvSource({
    "+2h,                              2026-05-02T01:30:00Z",
    "3d,                               2026-05-04T23:30:00Z",
    "1d12h,                            2026-05-03T11:30:00Z",
    "0,                                2026-05-01T23:30:00Z",
    "2026-06-01,                       2026-05-31T22:00:00Z",
    "2026-06-01T08:00,                 2026-06-01T06:00:00Z",
    "2026-01-01T08:00:30,              2026-01-01T07:00:30Z",
    "2026-06-01T08:00Z,                2026-06-01T08:00:00Z",
    "2026-06-01T08:00+03:00,           2026-06-01T05:00:00Z",
    "2026-06-01T08:00-04:00[America/New_York], 2026-06-01T12:00:00Z",
    "18:00,                            2026-05-02T16:00:00Z",
    "18:00Z,                           2026-05-01T18:00:00Z"
  })
  void a_time_without_a_zone_is_one_of_this_host(String text, String time) {
    assertThat(end.read(text)).contains(Instant.parse(time));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "+", "tomorrow", "2h3", "2026-13-01", "25:00", "2026-06-01 08:00"})
  void anything_else_is_refused(String text) {
    assertThat(end.read(text)).isEmpty();
  }
}
