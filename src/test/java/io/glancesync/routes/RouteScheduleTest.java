package io.glancesync.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.error.BusyException;
import io.glancesync.report.RunReport;
import io.glancesync.route.ScheduleRoutes;
import io.glancesync.run.RunRequest;
import io.glancesync.schedule.Schedule;
import io.glancesync.schedule.ScheduleHistory;
import io.glancesync.schedule.ScheduleState;
import io.glancesync.store.file.FileScheduleHistory;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.builder.AdviceWith;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code routes/05-schedule.camel.yaml}. */
@Timeout(60)
class RouteScheduleTest extends RouteTest {
  private static final long LONGEST_WAIT = 10_000;

  /** At five past each hour. */
  private static final Schedule HOURLY =
      new Schedule("hourly", "0 5 * ? * *", ZoneOffset.UTC, List.of("Burgos"));

  @Override
  protected Map<String, String> settings() {
    Map<String, String> settings = super.settings();
    settings.put("glancesync.schedule.hourly.cron", HOURLY.cron());
    settings.put("glancesync.schedule.hourly.regions", "Burgos");
    return settings;
  }

  private ScheduleHistory history() {
    return new FileScheduleHistory(home.resolve("var/schedules.json"));
  }

  private ScheduleState state() {
    return history().of(HOURLY).orElseThrow();
  }

  @Test
  void a_schedule_sends_its_name_and_nothing_else_when_it_is_due() {
    var everySecond = new Schedule("hourly", "* * * ? * *", ZoneOffset.UTC, List.of());
    bean("scheduleRoutes", ScheduleRoutes.class).arrange(List.of(everySecond), true);

    Exchange due = consumer.receive("seda:due-runs", LONGEST_WAIT);

    assertThat(due.getMessage().getBody()).isEqualTo("hourly");
    assertThat(due.getMessage().getHeaders()).isEmpty();
    assertThat(due.getVariables()).isEmpty();
  }

  @Test
  void the_service_takes_up_a_schedule_while_the_run_of_another_lasts() throws Exception {
    var taken = new CountDownLatch(2);
    // a mock would receive one message after the other
    AdviceWith.adviceWith(
        context,
        "due-runs",
        false,
        advice ->
            advice
                .weaveByToUri("direct:run-if-due")
                .replace()
                .process(
                    it -> {
                      taken.countDown();
                      taken.await(LONGEST_WAIT, TimeUnit.MILLISECONDS);
                    }));
    context.getRouteController().startRoute("due-runs");

    template.sendBody("seda:due-runs", "hourly");
    template.sendBody("seda:due-runs", "night");

    assertThat(taken.await(LONGEST_WAIT / 2, TimeUnit.MILLISECONDS)).isTrue();
  }

  @Test
  void a_due_schedule_runs_with_its_regions_and_its_end_is_recorded() throws Exception {
    RunReport report = report("run-1");
    mock("run-if-due", Map.of("run", it -> it.getMessage().setBody(report)));
    called("run")
        .expectedBodiesReceived(
            new RunRequest(List.of("Burgos"), false, 1).begunBy("schedule hourly"));

    Exchange done = send("run-if-due", "hourly", Map.of());

    called("run").assertIsSatisfied();
    assertThat(done.getException()).isNull();
    assertThat(state().last())
        .hasValueSatisfying(
            it -> {
              assertThat(it.run()).isEqualTo("run-1");
              assertThat(it.outcome()).isEqualTo(RunReport.RunOutcome.IN_SYNC.text());
            });
    assertThat(state().skipped()).isZero();
  }

  @Test
  void a_schedule_that_is_due_while_another_run_is_under_way_is_skipped() throws Exception {
    mock(
        "run-if-due",
        Map.of(
            "run",
            it -> {
              throw new BusyException("another run is under way", "wait");
            }));

    Exchange done = send("run-if-due", "hourly", Map.of());

    assertThat(done.getException()).isNull();
    assertThat(state().last()).isEmpty();
    assertThat(state().skipped()).isEqualTo(1);
    assertThat(state().why()).hasValueSatisfying(why -> assertThat(why).contains("under way"));
  }

  @Test
  void a_service_that_is_being_stopped_leaves_the_run_to_the_next_one() throws Exception {
    mock("run-if-due", Map.of("run", it -> {}));
    called("run").expectedMessageCount(0);
    tracker().stop();

    send("run-if-due", "hourly", Map.of());

    called("run").assertIsSatisfied();
    assertThat(history().of(HOURLY)).isEmpty();
  }

  @Test
  void a_run_that_has_not_begun_in_time_is_warned_of_once() throws Exception {
    Instant before = Instant.now().minus(Duration.ofHours(3));
    history().note(HOURLY, new ScheduleState(before, Optional.empty(), 0, Optional.empty()));
    mockStarted("watch-schedules", Map.of());

    List<String> lines =
        logged(
            "glancesync.schedule",
            () -> {
              send("watch-schedules", null, Map.of());
              send("watch-schedules", null, Map.of());
            });

    assertThat(lines).singleElement().asString().contains("hourly", "has not begun");
  }
}
