package io.glancesync.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.SettableClock;
import io.glancesync.log.LogLines;
import io.glancesync.region.RegionName;
import io.glancesync.report.RegionResult;
import io.glancesync.report.RegionResult.RegionOutcome;
import io.glancesync.report.RunReport;
import io.glancesync.schedule.SchedulePauseFile.SchedulePause;
import io.glancesync.store.file.FileScheduleHistory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No run is missing without a word, over restarts too. It is midnight when the tests begin. */
class ScheduleServiceTest {
  private static final Schedule HOURLY =
      new Schedule("hourly", "0 0 * ? * *", ZoneOffset.UTC, List.of("Burgos"));
  private static final Instant MIDNIGHT = Instant.parse("2030-01-01T00:00:00Z");

  @TempDir Path data;
  private final SettableClock clock = new SettableClock();
  private final List<String> heard = new ArrayList<>();
  private ScheduleHistory book;
  private boolean isByCron = true;
  private SchedulePauseFile pauses;
  private ScheduleService scheduleService;

  @BeforeEach
  void a_service_that_has_never_run_before() {
    restart();
    assertThat(scheduleService.begin()).isEmpty();
  }

  private void restart() {
    book = new FileScheduleHistory(data.resolve("schedules.json"));
    pauses = new SchedulePauseFile(data.resolve("paused-schedules.json"), clock);
    scheduleService =
        new ScheduleService(
            () -> List.of(HOURLY), () -> 3, () -> isByCron, book, pauses, clock, new Heard(heard));
  }

  /** What a listener was told. */
  private record Heard(List<String> heard) implements ScheduleListener {
    @Override
    public void due(String schedule, Instant due) {
      heard.add("due " + due);
    }

    @Override
    public void skipped(String schedule, Instant due, String why) {
      heard.add("skipped %s: %s".formatted(due, why));
    }

    @Override
    public void missed(String schedule, Instant due) {
      heard.add("missed " + due);
    }
  }

  @Test
  void a_listener_is_told_what_is_due_skipped_and_missed() {
    DueRun due = dueIn(Duration.ofHours(1));
    scheduleService.skipped(due, "busy");
    clock.goOn(Duration.ofMinutes(63));
    scheduleService.watch();
    scheduleService.watch();

    assertThat(heard)
        .containsExactly(
            "due " + hour(1), "skipped %s: busy".formatted(hour(1)), "missed " + hour(2));
    assertThat(scheduleService.due(HOURLY)).contains(hour(3));
    assertThat(scheduleService.state(HOURLY)).contains(past());
  }

  private DueRun dueIn(Duration time) {
    clock.goOn(time);
    return scheduleService.due("hourly");
  }

  private static Instant hour(int hours) {
    return MIDNIGHT.plus(Duration.ofHours(hours));
  }

  private static RunReport report(String run, Optional<String> error) {
    var region =
        new RegionResult(
            RegionName.of("Burgos"),
            error.isPresent() ? RegionOutcome.FAILED : RegionOutcome.DONE,
            error);
    return new RunReport(run, MIDNIGHT, MIDNIGHT, false, List.of(region), List.of(), List.of());
  }

  private ScheduleState past() {
    return book.of(HOURLY).orElseThrow();
  }

  @Test
  void a_run_is_about_the_regions_of_its_schedule() {
    var request = scheduleService.request(dueIn(Duration.ofHours(1)));

    assertThat(request.regions()).containsExactly("Burgos");
    assertThat(request.parallel()).isEqualTo(3);
    assertThat(request.dryRun()).isFalse();
  }

  @Test
  void a_run_that_ended_is_remembered() {
    DueRun dueRun = dueIn(Duration.ofMinutes(61));
    assertThat(dueRun).isEqualTo(new DueRun(HOURLY, hour(1), 0));

    scheduleService.ended(dueRun, report("r1", Optional.empty()));

    restart();
    assertThat(past())
        .isEqualTo(
            new ScheduleState(
                hour(1),
                Optional.of(new ScheduleState.LastRun("r1", MIDNIGHT, "in_sync")),
                0,
                Optional.empty()));
    assertThat(scheduleService.begin()).isEmpty();
  }

  @Test
  void what_was_due_while_nobody_looked_is_missed_once() {
    clock.goOn(Duration.ofHours(5));
    restart();

    assertThat(scheduleService.begin()).containsExactly(HOURLY);
    DueRun dueRun = scheduleService.due("hourly");
    assertThat(dueRun).isEqualTo(new DueRun(HOURLY, hour(5), 4));
    scheduleService.ended(dueRun, report("r1", Optional.empty()));
    assertThat(scheduleService.begin()).isEmpty();
  }

  @Test
  void a_run_whose_process_died_is_missed() {
    dueIn(Duration.ofHours(1));

    restart();

    assertThat(scheduleService.begin()).containsExactly(HOURLY);
  }

  @Test
  void what_is_missed_may_be_left() {
    clock.goOn(Duration.ofHours(3));
    restart();

    scheduleService.leave(HOURLY);

    assertThat(past().skipped()).isEqualTo(3);
    assertThat(past().why()).contains("the service was not running");
    assertThat(scheduleService.begin()).isEmpty();
  }

  @Test
  void a_run_that_is_skipped_while_another_goes_on_is_accounted_for_by_itself() {
    DueRun first = dueIn(Duration.ofHours(1));
    DueRun second = dueIn(Duration.ofHours(1));
    assertThat(second).isEqualTo(new DueRun(HOURLY, hour(2), 0));

    scheduleService.skipped(second, "another is under way");
    assertThat(past().skipped()).isEqualTo(1);
    assertThat(past().handled()).isEqualTo(hour(2));
    scheduleService.ended(first, report("r1", Optional.empty()));

    assertThat(past().handled()).isEqualTo(hour(2));
    assertThat(past().last()).map(ScheduleState.LastRun::run).contains("r1");
    assertThat(dueIn(Duration.ofHours(1))).isEqualTo(new DueRun(HOURLY, hour(3), 0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\0\0\0", "[[[[", "{\"hourly\": {", "{\"hourly\": 5}", "null"})
  void a_book_that_cannot_be_understood_is_set_aside_and_no_run_begins_because_of_it(String text)
      throws Exception {
    scheduleService.ended(dueIn(Duration.ofHours(1)), report("r1", Optional.empty()));
    clock.goOn(Duration.ofHours(10));
    Path file = Files.writeString(data.resolve("schedules.json"), text);
    restart();
    assertThat(book.problem().orElseThrow()).startsWith(file + ", which says").contains("aside");
    assertThat(file).hasContent(text);

    assertThat(scheduleService.begin()).isEmpty();

    assertThat(past()).isEqualTo(ScheduleState.none(clock.instant()));
    assertThat(book.problem()).isEmpty();
    assertThat(data).isDirectoryContaining("glob:**schedules.json.*.unreadable");
    assertThat(dueIn(Duration.ofHours(1))).isEqualTo(new DueRun(HOURLY, hour(12), 0));
  }

  @Test
  void a_book_that_cannot_be_written_is_told_of_and_the_service_goes_on() throws Exception {
    Files.delete(data.resolve("schedules.json"));
    Path full = Files.createDirectories(data.resolve("schedules.json/full")).getParent();
    restart();
    try (var diary = new Diary(data)) {
      assertThat(scheduleService.begin()).isEmpty();
      scheduleService.ended(dueIn(Duration.ofHours(1)), report("r1", Optional.empty()));
      assertThat(dueIn(Duration.ofHours(1))).isEqualTo(new DueRun(HOURLY, hour(2), 0));
      scheduleService.skipped(new DueRun(HOURLY, hour(2), 0), "another is under way");

      assertThat(diary.log()).filteredOn(it -> it.contains("r1 ended")).hasSize(1);
      // at the beginning, and once for each run
      assertThat(diary.log()).filteredOn(it -> it.contains("Tried to note in " + full)).hasSize(3);
    }
    assertThat(past().skipped()).isEqualTo(1);

    Files.delete(full.resolve("full"));
    Files.delete(full);
    scheduleService.ended(dueIn(Duration.ofHours(1)), report("r2", Optional.empty()));

    restart();
    assertThat(past().last().orElseThrow().run()).isEqualTo("r2");
  }

  private SchedulePause pause(String until) {
    return new SchedulePause(clock.instant().toString(), until, "storage work", "alice");
  }

  @Test
  void a_paused_schedule_leaves_its_runs_out_until_its_time_is_over() throws Exception {
    assertThat(scheduleService.isOpen(dueIn(Duration.ofHours(1)))).isTrue();
    pauses.pause("hourly", pause(clock.instant().plus(Duration.ofHours(3)).toString()));
    heard.clear();

    assertThat(scheduleService.isOpen(dueIn(Duration.ofHours(1)))).isFalse();
    assertThat(scheduleService.state(HOURLY).orElseThrow().why().orElseThrow())
        .contains("paused by alice", "storage work");
    restart();
    assertThat(scheduleService.isOpen(dueIn(Duration.ofHours(1)))).isFalse();
    assertThat(heard).as("nobody is alarmed").noneMatch(it -> !it.startsWith("due"));
    assertThat(scheduleService.isOpen(dueIn(Duration.ofHours(1)))).isTrue();

    pauses.pause("hourly", pause(null));
    assertThat(scheduleService.isOpen(dueIn(Duration.ofDays(100)))).isFalse();
    pauses.resume("hourly");
    assertThat(scheduleService.isOpen(dueIn(Duration.ofHours(1)))).isTrue();
  }

  @Test
  void while_nobody_can_tell_what_is_paused_no_run_begins() throws Exception {
    Files.writeString(data.resolve("paused-schedules.json"), "{\"hourly\": ");
    assertThat(scheduleService.isOpen(dueIn(Duration.ofHours(1)))).isFalse();
    assertThat(scheduleService.state(HOURLY).orElseThrow().why().orElseThrow())
        .contains("paused-schedules.json", "cannot be understood");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0 0 0 1 1 ? 2020", "0 30 2 31 2 ?"})
  void a_time_that_never_comes_keeps_no_other_schedule_from_its_own(String cron) {
    var never = new Schedule("never", cron, ZoneOffset.UTC, List.of());
    scheduleService =
        new ScheduleService(
            () -> List.of(never, HOURLY),
            () -> 3,
            () -> isByCron,
            book,
            pauses,
            clock,
            ScheduleListener.NONE);

    assertThat(scheduleService.begin()).isEmpty();
    assertThat(scheduleService.firing()).containsExactly(HOURLY);
    clock.goOn(Duration.ofDays(1));
    assertThat(scheduleService.firing()).containsExactly(HOURLY);
  }

  @Test
  void a_time_that_is_corrected_is_a_schedule_again() {
    var wanted = new ArrayList<Schedule>();
    wanted.add(new Schedule("once", "0 0 0 1 1 ? 2020", ZoneOffset.UTC, List.of()));
    scheduleService =
        new ScheduleService(
            () -> List.copyOf(wanted),
            () -> 3,
            () -> isByCron,
            book,
            pauses,
            clock,
            ScheduleListener.NONE);
    assertThat(scheduleService.firing()).isEmpty();

    var corrected = new Schedule("once", "0 0 0 1 1 ? 2031", ZoneOffset.UTC, List.of());
    wanted.set(0, corrected);

    assertThat(scheduleService.firing()).containsExactly(corrected);
  }

  @Test
  void a_book_that_breaks_while_the_service_works_costs_no_run_its_end() throws Exception {
    DueRun dueRun = dueIn(Duration.ofHours(1));
    Files.write(data.resolve("schedules.json"), new byte[100]);

    scheduleService.ended(dueRun, report("r1", Optional.empty()));

    assertThat(past().last()).map(ScheduleState.LastRun::run).contains("r1");
  }

  @Test
  void what_the_cron_says_is_not_told_of_a_route_that_does_not_use_it() {
    isByCron = false;
    try (var log = new LogLines("glancesync.schedule")) {
      assertThat(scheduleService.begin()).isEmpty();
      scheduleService.ended(dueIn(Duration.ofHours(3)), report("r1", Optional.empty()));
      scheduleService.watch();

      assertThat(log.lines())
          .hasSize(2)
          .allSatisfy(it -> assertThat(it).contains("is up to the route").doesNotContain("due at"));
    }
  }
}
