package io.glancesync.routes.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.api.TestRequest;
import io.glancesync.api.asked.AskedRun;
import io.glancesync.api.asked.AskedRun.AskedState;
import io.glancesync.api.asked.AskedRun.RunWish;
import io.glancesync.api.asked.RunQueue;
import io.glancesync.deadletter.Retry;
import io.glancesync.error.BusyException;
import io.glancesync.region.RegionName;
import io.glancesync.report.RegionResult;
import io.glancesync.report.RegionResult.RegionOutcome;
import io.glancesync.report.RunReport;
import io.glancesync.run.RunRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code routes/13-asked.camel.yaml}. */
class AskedTest extends ApiRouteTest {
  private RunQueue runs;

  @BeforeEach
  void none() {
    runs = bean("runQueue", RunQueue.class);
  }

  private AskedRun ask(RunWish wish) {
    return runs.ask(TestRequest.of("POST", "/v2/runs").request(), wish);
  }

  private AskedState state(AskedRun run) {
    return runs.find(run.id()).orElseThrow().state();
  }

  private static RunReport report() {
    Instant now = Instant.now();
    var result = new RegionResult(RegionName.of("Burgos"), RegionOutcome.DONE, Optional.empty());
    return new RunReport("run-1", now, now, false, List.of(result), List.of(), List.of());
  }

  private static void ended(Exchange exchange) {
    exchange.getMessage().setBody(report());
  }

  private static final Processor NEVER =
      it -> {
        throw new AssertionError("not this way");
      };

  @Test
  void the_next_one_is_done_and_ended() throws Exception {
    AskedRun run = ask(RunWish.ofRegions(List.of("Burgos"), ""));
    mockStarted("run-asked", Map.of("do-asked", AskedTest::ended));
    send("run-asked", null, Map.of());
    assertThat(state(run)).isEqualTo(AskedState.in_sync);
    // and no other
    send("run-asked", null, Map.of());
  }

  @Test
  void while_another_run_is_under_way_it_waits() throws Exception {
    AskedRun run = ask(RunWish.ofRegions(List.of("Burgos"), ""));
    mockStarted(
        "run-asked",
        Map.of(
            "do-asked",
            it -> {
              throw new BusyException("another run", "wait");
            }));
    send("run-asked", null, Map.of());
    assertThat(state(run)).isEqualTo(AskedState.queued);
  }

  @Test
  void a_run_changes_something_and_a_look_does_not() throws Exception {
    mock(
        "do-asked",
        Map.of(
            "run",
            it -> {
              assertThat(it.getMessage().getBody(RunRequest.class).dryRun()).isFalse();
              ended(it);
            },
            "run-or-report-failure",
            it -> {
              assertThat(it.getMessage().getBody(RunRequest.class).dryRun()).isTrue();
              ended(it);
            },
            "retry-dead-letters",
            NEVER));
    AskedRun run = ask(RunWish.ofRegions(List.of("Burgos"), ""));
    AskedRun look = ask(new RunWish(List.of("Burgos"), List.of(), true, 0, false, List.of(), ""));
    for (AskedRun it : List.of(run, look)) {
      Object body = template.requestBody("direct:do-asked", it);
      assertThat(body).isInstanceOf(RunReport.class);
    }
  }

  @Test
  void a_retry_is_about_the_letters_that_are_still_open() throws Exception {
    mock(
        "do-asked",
        Map.of(
            "run",
            NEVER,
            "run-or-report-failure",
            NEVER,
            "retry-dead-letters",
            it -> {
              assertThat(it.getMessage().getBody(Retry.class).letters()).isEmpty();
              ended(it);
            }));
    AskedRun retry = ask(RunWish.ofLetters(List.of("0badcafe")));
    assertThat(template.requestBody("direct:do-asked", retry)).isInstanceOf(RunReport.class);
  }
}
