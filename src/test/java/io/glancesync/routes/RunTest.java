package io.glancesync.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.glancesync.error.BusyException;
import io.glancesync.file.ReportJson;
import io.glancesync.report.RegionResult;
import io.glancesync.report.RegionResult.RegionOutcome;
import io.glancesync.report.RunReport;
import io.glancesync.route.BeforeRunHook;
import io.glancesync.run.Run;
import io.glancesync.run.RunLock;
import io.glancesync.run.RunRequest;
import io.glancesync.transfer.Transfers;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code routes/08-run.camel.yaml}. */
@Timeout(60)
class RunTest extends RouteTest {
  private static final RunRequest REQUEST = new RunRequest(List.of("Burgos"), false, 1);
  private static final RunReport REPORT = report("run-1");

  private RunLock runLock() {
    return bean("runLock", RunLock.class);
  }

  private void requireBusy() {
    assertThatThrownBy(() -> runLock().acquire()).isInstanceOf(BusyException.class);
  }

  private void requireFree() throws InterruptedException {
    runLock().release(runLock().acquire());
  }

  private Path reports() throws IOException {
    return Files.createDirectories(home.resolve("var")).resolve("runs");
  }

  @Test
  void a_run_applies_edits_and_works_and_ends_while_it_holds_the_lock() throws Exception {
    var order = new ArrayList<String>();
    bean("beforeRun", BeforeRunHook.class)
        .set(
            () -> {
              requireBusy();
              order.add("edits");
            });
    mock(
        "run",
        Map.of(
            "run-or-report-failure",
            it -> {
              requireBusy();
              order.add("run");
              it.getMessage().setHeader("X-Auth-Token", "secret");
              it.getMessage().setBody(REPORT);
            },
            "end-run",
            it -> {
              requireBusy();
              order.add("end");
            }));
    called("run-or-report-failure").expectedBodiesReceived(REQUEST);
    called("end-run").expectedBodiesReceived(REPORT);

    Exchange done = send("run", REQUEST, Map.of());

    MockEndpoint.assertIsSatisfied(context);
    assertThat(done.getException()).isNull();
    assertThat(order).containsExactly("edits", "run", "end");
    assertThat(done.getMessage().getBody()).isEqualTo(REPORT);
    assertThat(done.getMessage().getHeaders()).isEmpty();
    requireFree();
  }

  @Test
  void a_run_that_breaks_off_frees_the_lock() throws Exception {
    var error = new IllegalStateException("a fault");
    mock(
        "run",
        Map.of(
            "run-or-report-failure",
            it -> {
              throw error;
            },
            "end-run",
            it -> {}));

    Exchange done = send("run", REQUEST, Map.of());

    assertThat(done.getException()).isSameAs(error);
    requireFree();
  }

  @Test
  void a_second_run_is_refused_and_does_not_free_the_lock_of_the_first() throws Exception {
    mock("run", Map.of("run-or-report-failure", it -> {}, "end-run", it -> {}));
    called("run-or-report-failure").expectedMessageCount(0);
    RunLock.Handle first = runLock().acquire();

    Exchange done = send("run", REQUEST, Map.of());

    called("run-or-report-failure").assertIsSatisfied();
    assertThat(done.getException()).isInstanceOf(BusyException.class);
    requireBusy();
    runLock().release(first);
  }

  @Test
  void a_run_that_fails_as_a_whole_still_has_a_report() throws Exception {
    Run run = begun(false);
    var error = new ConnectException("refused");
    mock(
        "run-or-report-failure",
        Map.of(
            "sync",
            it -> {
              it.setVariable("run", run);
              throw error;
            }));

    Exchange done = send("run-or-report-failure", REQUEST, Map.of());

    assertThat(done.getException()).isNull();
    assertThat(done.getVariable("error")).isSameAs(error);
    RunReport report = done.getMessage().getBody(RunReport.class);
    assertThat(report.run()).isEqualTo(run.id());
    assertThat(report.regions())
        .extracting(RegionResult::region, RegionResult::outcome)
        .containsExactly(tuple(Transfers.VALLADOLID, RegionOutcome.UNREACHABLE));
  }

  @Test
  void so_does_a_run_that_could_not_even_begin() throws Exception {
    mock(
        "run-or-report-failure",
        Map.of(
            "sync",
            it -> {
              throw new ConnectException("refused");
            }));

    Exchange done = send("run-or-report-failure", REQUEST, Map.of());

    assertThat(done.getMessage().getBody(RunReport.class).outcome())
        .isEqualTo(RunReport.RunOutcome.FAILED);
  }

  private MockEndpoint listener() throws Exception {
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("seda:run-ended?multipleConsumers=true").to("mock:heard");
          }
        });
    return getMockEndpoint("mock:heard");
  }

  @Test
  void the_report_is_stored_and_goes_to_listeners_as_json_without_anything_else() throws Exception {
    MockEndpoint heard = listener();
    heard.expectedBodiesReceived(ReportJson.text(REPORT));

    Exchange done =
        template.send(
            "direct:end-run",
            exchange -> {
              exchange.getMessage().setBody(REPORT);
              exchange.getMessage().setHeader("X-Auth-Token", "secret");
              exchange.setVariable("run", "run-1");
            });

    heard.assertIsSatisfied();
    Exchange received = heard.getReceivedExchanges().get(0);
    assertThat(received.getVariables()).isEmpty();
    assertThat(received.getMessage().getHeaders())
        .isEqualTo(Map.of("GlanceSyncRun", "run-1", "GlanceSyncOutcome", "in_sync"));
    assertThat(done.getMessage().getBody()).isEqualTo(REPORT);
    assertThat(reports().resolve("run-1.json")).isNotEmptyFile();
  }

  @Test
  void a_report_that_cannot_be_stored_is_published_all_the_same() throws Exception {
    Files.writeString(reports(), "a file");
    MockEndpoint heard = listener();
    heard.expectedMessageCount(1);

    List<String> lines =
        logged(
            "glancesync.run",
            () -> assertThat(send("end-run", REPORT, Map.of()).getException()).isNull());

    heard.assertIsSatisfied();
    assertThat(lines).singleElement().asString().contains("keep the report of run run-1");
  }
}
