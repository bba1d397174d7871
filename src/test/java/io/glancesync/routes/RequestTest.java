package io.glancesync.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.error.BusyException;
import io.glancesync.report.RunReport;
import io.glancesync.run.RunLock;
import io.glancesync.run.RunRequest;
import io.glancesync.run.RunTracker;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code routes/07-request.camel.yaml}. */
@Timeout(60)
class RequestTest extends RouteTest {
  private static final RunRequest BURGOS =
      new RunRequest(List.of("Burgos"), false, 1).begunBy("a route");
  private static final RunReport REPORT = report("run-1");
  private static final Processor DONE =
      it -> {
        it.getMessage().setHeader("X-Auth-Token", "secret");
        it.getMessage().setBody(REPORT);
      };

  private RunLock runLock() {
    return bean("runLock", RunLock.class);
  }

  private void mockRuns() throws Exception {
    mock("run-requested", Map.of("run-when-free", DONE, "run-or-report-failure", DONE));
    context.getRouteController().startRoute("run-requested");
  }

  private Exchange request(String body) {
    return template.request(
        "seda:run-requested",
        it -> {
          it.getMessage().setBody(body);
          it.getMessage().setHeader("Authorization", "secret");
        });
  }

  @Test
  void a_request_is_a_run_whose_report_is_the_answer() throws Exception {
    mockRuns();
    called("run-when-free").expectedBodiesReceived(BURGOS);
    called("run-when-free").message(0).header("Authorization").isNull();
    called("run-or-report-failure").expectedMessageCount(0);

    Exchange done = request("Burgos");

    called("run-when-free").assertIsSatisfied();
    called("run-or-report-failure").assertIsSatisfied();
    assertThat(done.getMessage().getBody(String.class)).contains("\"run\": \"run-1\"");
    assertThat(done.getMessage().getHeader("X-Auth-Token")).isNull();
  }

  @Test
  void a_dry_run_needs_no_lock() throws Exception {
    mockRuns();
    called("run-or-report-failure")
        .expectedBodiesReceived(new RunRequest(List.of("Burgos"), true, 1).begunBy("a route"));
    called("run-when-free").expectedMessageCount(0);

    request("Burgos\ndry_run: true");

    called("run-or-report-failure").assertIsSatisfied();
    called("run-when-free").assertIsSatisfied();
  }

  @Test
  void what_cannot_be_read_is_logged_and_starts_nothing() throws Exception {
    mockRuns();
    called("run-when-free").expectedMessageCount(0);

    List<String> lines =
        logged(
            "glancesync.request",
            () ->
                assertThat(request("{\"region\": 1}").getMessage().getBody(String.class))
                    .contains("\"error\": \"Tried to read the requested run, but "));

    called("run-when-free").assertIsSatisfied();
    assertThat(lines).singleElement().asString().contains("it has the field region");
  }

  @Test
  void a_run_waits_until_the_other_one_has_ended() throws Exception {
    mock("run-when-free", Map.of("run", it -> runLock().release(runLock().acquire())));
    RunLock.Handle other = runLock().acquire();
    var done = CompletableFuture.supplyAsync(() -> send("run-when-free", BURGOS, Map.of()));
    while (called("run").getReceivedCounter() == 0) {
      Thread.sleep(10);
    }
    assertThat(done).isNotDone();

    runLock().release(other);

    assertThat(done.get(20, TimeUnit.SECONDS).getException()).isNull();
    assertThat(called("run").getReceivedCounter()).isGreaterThan(1);
    assertThat(called("run").getExchanges())
        .allMatch(it -> it.getMessage().getBody().equals(BURGOS));
  }

  @Test
  void a_run_that_waits_gives_up_when_the_service_is_stopped() throws Exception {
    mock("run-when-free", Map.of("run", it -> runLock().acquire()));
    RunLock.Handle other = runLock().acquire();
    bean("runTracker", RunTracker.class).stop();

    Exchange done = send("run-when-free", BURGOS, Map.of());

    assertThat(called("run").getReceivedCounter()).isZero();
    assertThat(done.getException()).isInstanceOf(BusyException.class);
    runLock().release(other);
  }
}
