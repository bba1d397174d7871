package io.glancesync.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glancesync.SettableClock;
import io.glancesync.error.BusyException;
import io.glancesync.error.RefusedException;
import io.glancesync.plan.Action;
import io.glancesync.region.RegionName;
import io.glancesync.report.RegionResult;
import io.glancesync.report.RegionResult.RegionOutcome;
import io.glancesync.report.RunReport;
import io.glancesync.report.TransferResult;
import io.glancesync.report.TransferResult.TransferOutcome;
import io.glancesync.run.RunRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TasksTest {
  private static final List<String> REGIONS = List.of("Burgos", "Caceres", "other:Madrid");

  @TempDir private Path folder;
  private final SettableClock clock = new SettableClock();
  private boolean isStopping;
  private Tasks tasks;

  @BeforeEach
  void restart() {
    isStopping = false;
    tasks = new Tasks(folder.resolve("tasks"), () -> 3, () -> 2, () -> isStopping, clock);
    tasks.load();
  }

  private static ApiRequest request(String region, String task) {
    var caller = new Caller("alice", "ops", "4711", Set.of("admin"), Instant.MAX);
    return TestRequest.get("/regions/x")
        .with("region", region)
        .with("task", task)
        .by(caller)
        .request();
  }

  private SyncTask ask(String region) {
    clock.goOn(Duration.ofSeconds(1));
    return tasks.ask(request(region, ""));
  }

  private SyncTask find(SyncTask task) {
    return tasks.find(request("", task.id()));
  }

  private static RunReport report(List<RegionResult> regions, TransferResult... transfers) {
    return new RunReport(
        "run-1", Instant.EPOCH, Instant.EPOCH, false, regions, List.of(transfers), List.of());
  }

  private static RegionResult result(String region, RegionOutcome outcome, String error) {
    return new RegionResult(
        RegionName.of(region), outcome, Optional.of(error).filter(it -> !it.isEmpty()));
  }

  private static RunReport good(RunRequest request) {
    return report(
        request.regions().stream().map(it -> result(it, RegionOutcome.DONE, "")).toList());
  }

  @Test
  void a_region_has_one_task_that_has_not_ended() {
    SyncTask burgos = ask("Burgos");
    assertThat(ask("Burgos")).isEqualTo(burgos);
    assertThat(ask("Caceres").id()).isNotEqualTo(burgos.id());

    RunRequest run = tasks.next();
    assertThat(ask("Burgos")).as("also while it is at work").isEqualTo(burgos);
    tasks.ended(good(run));

    assertThat(ask("Burgos").id()).isNotEqualTo(burgos.id());
    assertThat(find(burgos).status()).isEqualTo(SyncTask.TaskStatus.synced);
  }

  @Test
  void two_hundred_at_once_for_twenty_regions_make_twenty_tasks() throws Exception {
    var pool = Executors.newFixedThreadPool(20);
    try {
      List<Callable<String>> asking =
          IntStream.range(0, 200)
              .mapToObj(i -> (Callable<String>) () -> tasks.ask(request("R" + i % 20, "")).id())
              .toList();
      var ids = new TreeSet<String>();
      for (Future<String> it : pool.invokeAll(asking)) {
        ids.add(it.get());
      }
      assertThat(ids).hasSize(20);
    } finally {
      pool.shutdown();
    }
    assertThat(tasks.next().regions()).hasSize(20);
  }

  @Test
  void the_id_of_a_request_goes_on_to_the_run_unless_several_have_asked_for_it() {
    ask("Burgos");
    restart();
    RunRequest run = tasks.next();
    assertThat(run.requestId()).contains("req-1");
    tasks.ended(good(run));

    ask("Burgos");
    ask("Caceres");
    assertThat(tasks.next().requestId()).isEmpty();
  }

  @Test
  void what_is_asked_for_during_a_run_is_done_by_the_next() {
    ask("Burgos");
    RunRequest first = tasks.next();
    SyncTask late = ask("Caceres");
    tasks.ended(good(first));

    assertThat(first.regions()).containsExactly("Burgos");
    assertThat(find(late).status()).isEqualTo(SyncTask.TaskStatus.syncing);
    assertThat(tasks.next().regions()).containsExactly("Caceres");
  }

  @ParameterizedTest
  @CsvSource({
    "DONE,        '',         DONE,    '',            synced, ",
    "DONE,        '',         FAILED,  no room,       failed, ubuntu: no room",
    "FAILED,      1 failed,   FAILED,  no room,       failed, ubuntu: no room",
    "DONE,        '',         SKIPPED, by a route,    synced, ",
    "DONE,        '',         PUT_OFF, by a route,    synced, ",
    "FAILED,      no list,    DONE,    '',            failed, no list",
    "UNREACHABLE, no answer,  DONE,    '',            failed, no answer",
    "PAUSED,      is paused,  DONE,    '',            failed, is paused",
    "UNREACHABLE, '',         DONE,    '',            failed, the region is unreachable",
  })
  void an_error_fails_a_task(
      RegionOutcome outcome,
      String error,
      TransferOutcome transfer,
      String why,
      SyncTask.TaskStatus status,
      String message) {
    SyncTask task = ask("Burgos");
    tasks.next();
    var done =
        new TransferResult(
            RegionName.of("Burgos"),
            "ubuntu",
            Optional.empty(),
            Optional.empty(),
            Action.UPLOAD,
            transfer,
            0,
            Duration.ZERO,
            1,
            Optional.of(why).filter(it -> !it.isEmpty()),
            List.of());

    tasks.ended(report(List.of(result("Burgos", outcome, error)), done));

    assertThat(find(task).status()).isEqualTo(status);
    assertThat(find(task).message()).isEqualTo(message);
  }

  @Test
  void a_run_that_broke_off_says_why() {
    SyncTask task = ask("Burgos");
    tasks.next();
    tasks.ended(report(List.of(result("Valladolid", RegionOutcome.UNREACHABLE, "no master"))));
    assertThat(find(task).message()).isEqualTo("no master");
  }

  @Test
  void a_region_that_is_gone_fails_no_task_of_another() {
    SyncTask gone = ask("Gone");
    SyncTask burgos = ask("Burgos");
    tasks.next();
    tasks.ended(report(List.of(result("Gone", RegionOutcome.FAILED, "no such region"))));

    assertThat(find(gone).status()).isEqualTo(SyncTask.TaskStatus.failed);
    assertThat(find(burgos).status()).isEqualTo(SyncTask.TaskStatus.syncing);
    assertThat(tasks.next().regions()).containsExactly("Burgos");
  }

  @Test
  void a_users_name_makes_no_line_of_its_own() {
    var caller = new Caller("eve\nrun done", "ops", "4711", Set.of("admin"), Instant.MAX);
    tasks.ask(TestRequest.get("/regions/Burgos").with("region", "Burgos").by(caller).request());
    assertThat(tasks.next().begunBy().orElseThrow()).startsWith("API (eve").doesNotContain("\n");
  }

  @Test
  void a_second_look_during_a_run_changes_nothing() {
    SyncTask burgos = ask("Burgos");
    RunRequest run = tasks.next();
    assertThat(tasks.next()).isNull();
    tasks.ended(good(run));
    assertThat(find(burgos).status()).isEqualTo(SyncTask.TaskStatus.synced);
  }

  @Test
  void a_restart_takes_up_what_waits_and_knows_what_has_ended() {
    SyncTask done = ask("Burgos");
    tasks.ended(good(tasks.next()));
    SyncTask atWork = ask("Caceres");
    tasks.next();

    restart();

    assertThat(find(done).run()).isEqualTo("run-1");
    assertThat(find(atWork)).isEqualTo(atWork);
    assertThat(tasks.next().regions()).containsExactly("Caceres");
  }

  @Test
  void what_a_service_that_ends_leaves_undone_waits_for_the_next() {
    SyncTask task = ask("Burgos");
    tasks.next();
    isStopping = true;
    tasks.ended(report(List.of(result("Burgos", RegionOutcome.FAILED, "stopped before it"))));
    assertThat(find(task).status()).isEqualTo(SyncTask.TaskStatus.syncing);

    restart();
    tasks.ended(good(tasks.next()));
    assertThat(find(task).status()).isEqualTo(SyncTask.TaskStatus.synced);
  }

  @Test
  void only_the_newest_that_have_ended_are_kept() {
    var all = new ArrayList<SyncTask>();
    for (int i = 0; i < 5; i++) {
      all.add(ask("Burgos"));
      tasks.ended(good(tasks.next()));
    }
    SyncTask open = ask("Burgos");

    assertThatThrownBy(() -> find(all.get(1))).isInstanceOf(ApiException.class);
    assertThat(find(all.get(2)).status()).isEqualTo(SyncTask.TaskStatus.synced);
    assertThat(find(open).status()).isEqualTo(SyncTask.TaskStatus.syncing);
    restart();
    assertThatThrownBy(() -> find(all.get(1))).isInstanceOf(ApiException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"id\": \"x\"}",
        "{\"id\": \"c3b0d1f4-7a52-4c0e-9a35-6f0d2b1a9e77\", \"region\": \"\", \"asked\": \"2030-01-01T00:00:00Z\", \"status\": \"synced\"}",
        "{\"id\": \"c3b0d1f4-7a52-4c0e-9a35-6f0d2b1a9e78\", \"region\": \"Burgos\", \"asked\": \"2030-01-01T00:00:00Z\", \"status\": \"syncing\"}"
      })
  void a_file_that_is_no_task_is_left_alone(String text) throws IOException {
    Path file = folder.resolve("tasks/c3b0d1f4-7a52-4c0e-9a35-6f0d2b1a9e77.json");
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    restart();
    assertThat(tasks.next()).isNull();
    assertThat(file).hasContent(text);
  }

  @Test
  void what_cannot_be_kept_is_refused() throws IOException {
    Files.writeString(folder.resolve("tasks"), "a file");
    assertThatThrownBy(() -> ask("Burgos")).hasMessageContaining("tasks");
    assertThat(tasks.next()).isNull();
  }

  /** Whatever happens, and whenever the service is killed: none is lost, doubled or stuck. */
  @Test
  void any_order_of_events_ends_every_task_once() throws IOException {
    var random = new Random(17);
    for (int round = 0; round < 40; round++) {
      var asked = new HashMap<String, Boolean>();
      RunRequest run = null;
      for (int i = 0; i < 30; i++) {
        switch (random.nextInt(6)) {
          case 0, 1 -> asked.put(ask(REGIONS.get(random.nextInt(3))).id(), true);
          case 2 -> run = run == null ? tasks.next() : run;
          case 3 -> {
            if (run != null) {
              tasks.ended(good(run));
              run = null;
            }
          }
          case 4 -> {
            if (run != null) {
              tasks.failed(
                  random.nextBoolean()
                      ? new BusyException("another run", "wait")
                      : new RefusedException("no room", "make room"));
              run = null;
            }
          }
          default -> {
            restart();
            run = null;
          }
        }
        checkOpen();
      }
      if (run != null) {
        tasks.ended(good(run));
      }
      for (RunRequest rest = tasks.next(); rest != null; rest = tasks.next()) {
        tasks.ended(good(rest));
      }
      assertThat(tasks.next()).isNull();
      // what is not kept any more has ended before others
      assertThat(known(asked)).allMatch(it -> !it.isAtWork());
    }
  }

  private List<SyncTask> known(Map<String, Boolean> asked) {
    return asked.keySet().stream()
        .flatMap(
            it -> {
              try {
                return Stream.of(tasks.find(request("", it)));
              } catch (ApiException e) {
                return Stream.of();
              }
            })
        .toList();
  }

  private void checkOpen() throws IOException {
    var open = new ArrayList<String>();
    if (Files.isDirectory(folder.resolve("tasks"))) {
      try (Stream<Path> files = Files.list(folder.resolve("tasks"))) {
        for (Path file : files.toList()) {
          String text = Files.readString(file);
          if (text.contains("\"syncing\"")) {
            open.add(text.replaceAll(".*\"region\":\"([^\"]*)\".*\\s*", "$1"));
          }
        }
      }
    }
    assertThat(open).doesNotHaveDuplicates();
  }
}
