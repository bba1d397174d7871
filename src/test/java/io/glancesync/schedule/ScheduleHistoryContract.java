package io.glancesync.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.schedule.ScheduleState.LastRun;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a service knows of its schedules after a restart, wherever it is kept. */
public abstract class ScheduleHistoryContract {
  protected static final Schedule HOURLY =
      new Schedule("hourly", "0 0 * ? * *", ZoneOffset.UTC, List.of());
  protected static final Schedule NIGHTLY =
      new Schedule("nightly", "0 0 3 ? * *", ZoneOffset.UTC, List.of());
  protected static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");

  protected static final ScheduleState RAN =
      new ScheduleState(
          NOON,
          Optional.of(new LastRun("20300101T120000.000Z", NOON.plusSeconds(90), "changed")),
          0,
          Optional.empty());

  protected static final ScheduleState NEW = ScheduleState.none(NOON);

  /** The history as a service that starts now finds it; what earlier ones noted is there. */
  protected abstract ScheduleHistory history();

  @Test
  void before_the_first_service_nothing_is_known() {
    assertThat(history().isBegun()).isFalse();
    assertThat(history().of(HOURLY)).isEmpty();
    assertThat(history().problem()).isEmpty();
  }

  @Test
  void what_was_noted_is_known_to_the_next_service() {
    history().note(HOURLY, RAN);

    assertThat(history().of(HOURLY)).contains(RAN);
    assertThat(history().of(NIGHTLY)).isEmpty();
    assertThat(history().isBegun()).isTrue();
    assertThat(history().problem()).isEmpty();
  }

  @Test
  void a_later_state_takes_the_place_of_the_earlier_one_and_of_no_other() {
    ScheduleHistory history = history();
    ScheduleState skipped = RAN.skipped(NOON.plusSeconds(3600), 2, "another run was under way");
    history.note(HOURLY, RAN);
    history.note(NIGHTLY, NEW);
    history.note(HOURLY, skipped);

    assertThat(history.of(HOURLY)).contains(skipped);
    assertThat(history().of(HOURLY)).contains(skipped);
    assertThat(history().of(NIGHTLY)).contains(NEW);
  }

  @Test
  void several_services_one_after_the_other_lose_nothing_of_each_other() {
    history().note(HOURLY, RAN);
    history().note(NIGHTLY, NEW);

    assertThat(history().of(HOURLY)).contains(RAN);
    assertThat(history().of(NIGHTLY)).contains(NEW);
  }
}
