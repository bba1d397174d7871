package io.glancesync.routes.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.api.SyncTask;
import io.glancesync.api.SyncTask.TaskStatus;
import io.glancesync.api.Tasks;
import io.glancesync.error.BusyException;
import io.glancesync.error.RefusedException;
import io.glancesync.region.RegionName;
import io.glancesync.report.RegionResult;
import io.glancesync.report.RegionResult.RegionOutcome;
import io.glancesync.report.RunReport;
import io.glancesync.run.RunRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Processor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code routes/02-tasks.camel.yaml}. */
class WaitingTasksTest extends ApiRouteTest {
  private Tasks tasks;

  @BeforeEach
  void no_task() {
    tasks = bean("tasks", Tasks.class);
  }

  private void run(Processor run) throws Exception {
    mockStarted("run-tasks", Map.of("run", run));
    send("run-tasks", null, Map.of());
  }

  private static RunReport report(RegionResult... regions) {
    Instant now = Instant.now();
    return new RunReport("run-1", now, now, false, List.of(regions), List.of(), List.of());
  }

  private static RegionResult result(String region, RegionOutcome outcome, String error) {
    return new RegionResult(
        RegionName.of(region), outcome, Optional.of(error).filter(it -> !it.isEmpty()));
  }

  private SyncTask now(SyncTask task) {
    return tasks.find(request("", task.id()));
  }

  @Test
  void one_run_does_all_that_wait() throws Exception {
    SyncTask burgos = tasks.ask(request("Burgos", ""));
    SyncTask caceres = tasks.ask(request("Caceres", ""));

    run(
        it -> {
          assertThat(it.getMessage().getBody(RunRequest.class).regions())
              .containsExactly("Burgos", "Caceres");
          assertThat(it.getMessage().getBody(RunRequest.class).begunBy()).contains("API (alice)");
          it.getMessage()
              .setBody(
                  report(
                      result("Burgos", RegionOutcome.DONE, ""),
                      result("Caceres", RegionOutcome.UNREACHABLE, "no answer")));
        });

    assertThat(now(burgos).status()).isEqualTo(TaskStatus.synced);
    assertThat(now(burgos).run()).isEqualTo("run-1");
    assertThat(now(caceres).status()).isEqualTo(TaskStatus.failed);
    assertThat(now(caceres).message()).isEqualTo("no answer");
  }

  @Test
  void nothing_is_run_while_none_waits() throws Exception {
    run(
        it -> {
          throw new AssertionError("a run");
        });
    called("run").expectedMessageCount(0);
    called("run").assertIsSatisfied();
  }

  @Test
  void while_another_run_is_under_way_a_task_waits() throws Exception {
    SyncTask task = tasks.ask(request("Burgos", ""));
    run(
        it -> {
          throw new BusyException("Another run is under way", "wait");
        });
    assertThat(now(task).status()).isEqualTo(TaskStatus.syncing);
  }

  @Test
  void a_run_that_cannot_begin_fails_its_tasks() throws Exception {
    SyncTask task = tasks.ask(request("Burgos", ""));
    run(
        it -> {
          throw new RefusedException("the disk is full", "make room");
        });
    assertThat(now(task).status()).isEqualTo(TaskStatus.failed);
    assertThat(now(task).message()).contains("the disk is full");
  }
}
