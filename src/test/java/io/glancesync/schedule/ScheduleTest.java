package io.glancesync.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When runs are due. */
class ScheduleTest {
  private static Schedule schedule(String cron, String zone) {
    return new Schedule("night", cron, ZoneId.of(zone), List.of());
  }

  @ParameterizedTest
  @CsvSource({
    "0 5 * ? * *,    UTC,           2030-06-01T10:05:00Z, 2030-06-01T11:05:00Z",
    "0 5 * ? * *,    UTC,           2030-06-01T10:04:59Z, 2030-06-01T10:05:00Z",
    "0 35 2 ? * *,   Europe/Madrid, 2030-06-01T00:00:00Z, 2030-06-01T00:35:00Z",
    "0 35 2 ? * *,   Europe/Madrid, 2030-12-01T00:00:00Z, 2030-12-01T01:35:00Z",
    "0 0 3 ? * MON,  UTC,           2030-06-01T00:00:00Z, 2030-06-03T03:00:00Z"
  })
  void the_next_time_is_that_of_its_time_zone(
      String cron, String zone, Instant after, Instant due) {
    assertThat(schedule(cron, zone).next(after)).contains(due);
  }

  @Test
  void there_may_be_no_next_time() {
    assertThat(schedule("0 0 0 1 1 ? 2031", "UTC").next(Instant.parse("2031-01-01T00:00:00Z")))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"every hour", "0 61 * ? * *", "* * * * *", "''"})
  void what_is_no_cron_expression_is_said_to_be_none(String cron) {
    assertThatThrownBy(() -> schedule(cron, "UTC"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("a cron expression (");
  }
}
