package io.glancesync.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.SettableClock;
import io.glancesync.report.Check;
import io.glancesync.report.Check.CheckStatus;
import io.glancesync.schedule.Schedule;
import io.glancesync.schedule.ScheduleHistory;
import io.glancesync.schedule.ScheduleState;
import io.glancesync.store.file.FileScheduleHistory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether runs come as they should, seen from outside of the service. */
class ScheduleChecksTest {
  private static final Instant MIDNIGHT = Instant.parse("2030-01-01T00:00:00Z");
  private static final Schedule HOURLY = schedule("hourly", "0 0 * ? * *");

  @TempDir Path data;
  private final SettableClock clock = new SettableClock();
  private boolean isServing = true;

  private static Schedule schedule(String name, String cron) {
    return new Schedule(name, cron, ZoneOffset.UTC, List.of());
  }

  private List<Check> checks(Schedule... schedules) {
    return new ScheduleChecks(() -> List.of(schedules), () -> true, book(), () -> isServing, clock)
        .all();
  }

  private ScheduleHistory book() {
    return new FileScheduleHistory(data.resolve("schedules.json"));
  }

  private void past(String outcome, int skipped) {
    var run = new ScheduleState.LastRun("r1", MIDNIGHT, outcome);
    Optional<String> why = skipped == 0 ? Optional.empty() : Optional.of("another run");
    book().note(HOURLY, new ScheduleState(MIDNIGHT, Optional.of(run), skipped, why));
  }

  @Test
  void the_last_run_and_the_next_one() {
    past("changed", 0);
    clock.goOn(Duration.ofMinutes(10));

    assertThat(checks(HOURLY))
        .containsExactly(
            Check.ok(
                "schedule hourly",
                "run r1 ended at 2030-01-01T00:00:00Z, changed; the next is due at 2030-01-01T01:00:00Z"));
  }

  @Test
  void a_last_run_that_failed_is_a_warning() {
    past("failed", 0);

    assertThat(checks(HOURLY).get(0).verdict()).isEqualTo(CheckStatus.WARNING);
  }

  @Test
  void runs_that_were_skipped_since_are_a_warning() {
    past("changed", 2);

    assertThat(checks(HOURLY))
        .singleElement()
        .satisfies(it -> assertThat(it.verdict()).isEqualTo(CheckStatus.WARNING))
        .extracting(Check::text)
        .asString()
        .contains("changed, 2 skipped since (another run); the next is due");
  }

  @Test
  void times_are_told_to_the_second() {
    var run = new ScheduleState.LastRun("r1", MIDNIGHT.plusNanos(123_456_789), "changed");
    book().note(HOURLY, new ScheduleState(MIDNIGHT, Optional.of(run), 0, Optional.empty()));

    assertThat(checks(HOURLY).get(0).text()).contains("ended at 2030-01-01T00:00:00Z, changed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0 0 0 1 1 ? 2020", "0 30 2 31 2 ?"})
  void a_time_that_never_comes_is_a_warning(String cron) {
    for (boolean serving : List.of(true, false)) {
      isServing = serving;

      assertThat(checks(schedule("once", cron), HOURLY))
          .filteredOn(it -> it.verdict() == CheckStatus.WARNING)
          .containsExactly(
              Check.warning(
                  "schedule once",
                  "no run so far; it is never due: %s is not a time that is still to come; correct glancesync.schedule.once.cron in conf/application.properties, or delete it"
                      .formatted(cron)));
    }
  }

  @Test
  void a_run_that_is_late_is_a_warning() {
    past("changed", 0);
    clock.goOn(Duration.ofMinutes(63));

    assertThat(checks(HOURLY))
        .singleElement()
        .isEqualTo(
            Check.warning(
                "schedule hourly",
                "run r1 ended at 2030-01-01T00:00:00Z, changed; the run due at 2030-01-01T01:00:00Z has not ended yet: see the service's log"));
  }

  @Test
  void a_service_that_runs_no_more_is_a_warning() {
    past("changed", 0);
    isServing = false;

    assertThat(checks(HOURLY).get(0))
        .isEqualTo(
            Check.warning(
                "schedule hourly",
                "run r1 ended at 2030-01-01T00:00:00Z, changed; the service is not running: start it with glancesync serve"));
  }

  @Test
  void a_service_that_was_never_wanted_is_none() {
    isServing = false;

    assertThat(checks(HOURLY).get(0).verdict()).isEqualTo(CheckStatus.OK);
  }

  @Test
  void two_schedules_that_are_due_at_once_are_a_warning() {
    assertThat(checks(HOURLY, schedule("night", "0 0 2 ? * *")))
        .hasSize(3)
        .last()
        .extracting(Check::text)
        .asString()
        .startsWith("hourly and night are both due at 2030-01-01T02:00:00Z");
    assertThat(checks(HOURLY, schedule("night", "0 5 2 ? * *"))).hasSize(2);
  }
}
