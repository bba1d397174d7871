package io.glancesync.overview;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.glancesync.StartedEngine;
import io.glancesync.cli.FakeEngine;
import io.glancesync.cli.Shell;
import io.glancesync.embedded.http.Fault;
import io.glancesync.embedded.http.Operation;
import io.glancesync.engine.SmallCloud;
import io.glancesync.plan.State;
import io.glancesync.region.RegionName;
import io.glancesync.report.RunReport;
import io.glancesync.report.RunReport.RunOutcome;
import io.glancesync.run.RunRequest;
import io.glancesync.transfer.TransferPhase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How far a run is, as the process itself and another one on the same data see it. */
@Timeout(300)
class ProgressOfARunTest {
  private static final long MIB = 1 << 20;
  private static final long SIZE = 32 * MIB;
  private static final RegionName BURGOS = RegionName.of("Burgos");

  @TempDir Path folder;
  private final SmallCloud cloud = new SmallCloud();

  @AfterEach
  void close() {
    cloud.close();
  }

  private JsonNode present(Shell shell) {
    try {
      return new ObjectMapper()
          .readTree(shell.run("status", "--format", "json").out())
          .path("in_progress");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What the other process sees once more was sent than that. */
  private JsonNode after(long bytes, Shell shell) throws InterruptedException {
    JsonNode now = present(shell);
    while (now.path("bytes").asLong() <= bytes) {
      Thread.sleep(100);
      now = present(shell);
    }
    return now;
  }

  @Test
  void the_bytes_of_a_slow_transfer_grow_for_whoever_looks() throws Exception {
    cloud.master("ubuntu", SIZE);
    cloud.faults().on(Operation.UPLOAD).then(Fault.receivingAt(3 * MIB));
    var shell = new Shell(folder, new FakeEngine().region("Valladolid").region("Burgos"));
    Path home = Files.createDirectories(folder.resolve("home"));
    try (var started = new StartedEngine(home, cloud.configuration())) {
      CompletableFuture<RunReport> run =
          CompletableFuture.supplyAsync(
              () ->
                  started
                      .engine()
                      .run(new RunRequest(List.of(), false, 1).begunBy("schedule hourly")));

      JsonNode first = after(0, shell);
      JsonNode second = after(first.path("bytes").asLong(), shell);
      assertThat(second.path("size").asLong()).isEqualTo(SIZE);
      assertThat(second.path("begun_by").asText()).isEqualTo("schedule hourly");
      assertThat(second.path("regions")).hasToString("[\"Burgos\"]");
      assertThat(second.at("/transfers/0/image").asText()).isEqualTo("ubuntu");
      assertThat(second.at("/transfers/0/phase").asText()).isEqualTo("sending");

      Shell.Said list = shell.run("runs", "list");
      assertThat(list.out()).containsPattern("schedule hourly +running, \\d+ %.* Burgos");
      assertThat(shell.run("runs", "show", second.path("run").asText()).out())
          .contains("by        schedule hourly", "progress  0 of 1 region done")
          .containsPattern("progress  \\S+ MB of 33.6 MB")
          .containsPattern("open      upload of ubuntu in Burgos: (sending|storing), ");
      assertThat(shell.run("status").err())
          .containsPattern(
              "a run has been at work since .*, 0 of 1 region done, \\S+ MB of 33.6 MB");

      Overview here = started.engine().overview().overview();
      assertThat(here.transfers()).extracting(TransferOverview::image).containsExactly("ubuntu");

      String id = run.get(200, TimeUnit.SECONDS).run();
      assertThat(present(shell).isNull()).isTrue();
      assertThat(home.resolve("var/progress.json")).doesNotExist();
      Overview end = started.engine().overview().overview();
      assertThat(end.transfers()).isEmpty();
      assertThat(end.runs().get(0).id()).isEqualTo(id);
      assertThat(end.runs().get(0).outcome()).contains(RunOutcome.CHANGED);
      assertThat(end.runs().get(0).pace().sent()).isEqualTo(SIZE);
      assertThat(end.matrix().counts(BURGOS)).isEqualTo(Map.of(State.OK, 1));
      assertThat(types(started.engine().overview().events().since(0).events()))
          .startsWith("run.begun", "region.planned", "transfer.begun")
          .endsWith("transfer.ended", "region.ended", "run.ended");
    }
  }

  /** Without those of progress, of which there is one whenever a second is over. */
  private static List<String> types(List<OverviewEvent> events) {
    return events.stream()
        .map(OverviewEvent::what)
        .map(Happening::type)
        .filter(it -> !it.equals("transfer.progress"))
        .toList();
  }

  @Test
  void what_a_transfer_does_and_waits_for_is_known() throws Exception {
    cloud.master("ubuntu", MIB);
    cloud.faults().on(Operation.UPLOAD).times(1).then(Fault.status(503, Duration.ofSeconds(1)));
    Path home = Files.createDirectories(folder.resolve("home"));
    try (var started = new StartedEngine(home, cloud.configuration())) {
      RunReport report = started.engine().run(new RunRequest(List.of(), false, 1));

      assertThat(report.outcome()).isEqualTo(RunOutcome.CHANGED);
      List<OverviewEvent> retries =
          started.engine().overview().events().since(0).events().stream()
              .filter(it -> it.what() instanceof Happening.TransferRetried)
              .toList();
      assertThat(retries).hasSize(1);
      OverviewEvent event = retries.get(0);
      TransferOverview retried = ((Happening.TransferRetried) event.what()).transfer();
      assertThat(retried.retryAt().orElseThrow())
          .isBetween(event.time(), event.time().plusMillis(1001));
      assertThat(retried.phase()).isEqualTo(TransferPhase.WAITING_FOR_RETRY);
      assertThat(retried.attempt()).isEqualTo(1);
    }
  }

  @Test
  void a_failure_that_is_the_last_one_waits_for_no_retry() throws Exception {
    cloud.master("ubuntu", MIB);
    cloud.faults().on(Operation.CREATE).then(Fault.status(503));
    Path home = Files.createDirectories(folder.resolve("home"));
    Map<String, String> properties =
        Map.of("glancesync.retry.max-retries", "2", "glancesync.retry.initial-delay", "1ms");
    try (var started =
        new StartedEngine(home, cloud.configuration(), UnaryOperator.identity(), properties)) {
      started.engine().run(new RunRequest(List.of(), false, 1));

      List<TransferOverview> retries =
          started.engine().overview().events().since(0).events().stream()
              .map(OverviewEvent::what)
              .filter(Happening.TransferRetried.class::isInstance)
              .map(it -> ((Happening.TransferRetried) it).transfer())
              .toList();
      assertThat(retries).hasSize(2).allMatch(it -> it.requestId().isPresent());
    }
  }
}
