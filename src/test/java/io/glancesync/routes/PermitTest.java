package io.glancesync.routes;

import static io.glancesync.image.Images.anImage;
import static io.glancesync.transfer.Transfers.BURGOS;
import static io.glancesync.transfer.Transfers.VALLADOLID;
import static io.glancesync.transfer.Transfers.updateOf;
import static io.glancesync.transfer.Transfers.uploadOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.glancesync.error.AttemptLog;
import io.glancesync.image.Image;
import io.glancesync.limit.ConcurrencyLimiter;
import io.glancesync.limit.Permit;
import io.glancesync.limit.RegionAvailability;
import io.glancesync.openstack.request.RegionRequest;
import io.glancesync.plan.Step;
import io.glancesync.report.TransferResult;
import io.glancesync.report.TransferResult.TransferOutcome;
import io.glancesync.run.Run;
import io.glancesync.transfer.Transfer;
import java.net.ConnectException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.component.properties.PropertiesComponent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code routes/25-permit.camel.yaml}. */
@Timeout(60)
class PermitTest extends RouteTest {
  private static final Image UBUNTU = anImage("ubuntu").build();
  private static final Transfer UPDATE =
      updateOf(anImage("ubuntu").with("nid", "1").build(), UBUNTU);

  @Override
  protected Map<String, String> settings() {
    Map<String, String> settings = super.settings();
    settings.put("glancesync.region.max-copies", "1");
    settings.put("glancesync.region.outage-timeout", "60s");
    return settings;
  }

  private RegionAvailability availability() {
    return bean("regionAvailability", RegionAvailability.class);
  }

  private ConcurrencyLimiter limiter() {
    return bean("limiter", ConcurrencyLimiter.class);
  }

  /** Does one phase of these transfers, and returns their results. */
  private List<TransferResult> phase(Run run, Processor transferring, Transfer... transfers)
      throws Exception {
    mock("run-admitted-transfer", Map.of("run-until-ended", transferring));
    List<Step> steps = Stream.of(transfers).map(Transfer::step).toList();

    Exchange done = send("transfer-phase", steps, Map.of("run", run, "region", BURGOS));

    assertThat(done.getException()).isNull();
    // the only permit is free again
    limiter().release(limiter().acquireForTransfer(BURGOS));
    return tracker().finish(run).transfers();
  }

  private void done(Exchange it) {
    transfers().done(it.getVariable("transfer", Transfer.class), UBUNTU.id());
  }

  @Test
  void a_transfer_runs_with_a_permit_that_is_free_again_at_its_end() throws Exception {
    var permits = new CopyOnWriteArrayList<Object>();

    List<TransferResult> results =
        phase(
            begun(false),
            it -> {
              permits.add(it.getVariable("permit"));
              done(it);
            },
            uploadOf(UBUNTU));

    assertThat(permits).singleElement().isInstanceOf(Permit.class);
    assertThat(results).extracting(TransferResult::outcome).containsExactly(TransferOutcome.DONE);
  }

  @Test
  void one_that_breaks_off_has_failed_frees_its_permit_and_stops_no_other() throws Exception {
    List<TransferResult> results =
        phase(
            begun(false),
            it -> {
              if (it.getVariable("transfer", Transfer.class).step().imageName().equals("debian")) {
                done(it);
              } else {
                throw new ConnectException("refused");
              }
            },
            uploadOf(UBUNTU),
            uploadOf(anImage("debian").build()));

    assertThat(results)
        .extracting(TransferResult::image, TransferResult::outcome)
        .containsExactlyInAnyOrder(
            tuple("ubuntu", TransferOutcome.FAILED), tuple("debian", TransferOutcome.DONE));
  }

  @Test
  void one_that_reports_no_end_was_dropped_by_a_route() throws Exception {
    assertThat(phase(begun(false), it -> {}, uploadOf(UBUNTU)))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.outcome()).isEqualTo(TransferOutcome.SKIPPED);
              assertThat(it.error())
                  .contains(
                      "The upload of ubuntu in Burgos was skipped: a route dropped its message");
            });
  }

  @Test
  void one_that_fails_after_its_end_has_one_result() throws Exception {
    List<TransferResult> results =
        phase(
            begun(false),
            it -> {
              done(it);
              throw new StackOverflowError();
            },
            uploadOf(UBUNTU));

    assertThat(results).extracting(TransferResult::outcome).containsExactly(TransferOutcome.DONE);
  }

  @Test
  void one_that_is_interrupted_before_it_has_a_permit_has_failed_and_stops_no_other()
      throws Exception {
    mock("run-admitted-transfer", Map.of("run-until-ended", this::done));
    Permit only = limiter().acquireForTransfer(BURGOS);
    // another test may have left one that waits
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    Run run = begun(false);
    List<Step> steps = List.of(uploadOf(UBUNTU).step(), uploadOf(anImage("debian").build()).step());
    var phase =
        template.asyncSend(
            "direct:transfer-phase",
            it -> {
              it.getMessage().setBody(steps);
              it.setVariable("run", run);
              it.setVariable("region", BURGOS);
            });

    Thread waiting = waitingForAPermit(before);
    waiting.interrupt();
    while (waiting.isInterrupted()) {
      Thread.onSpinWait();
    }
    limiter().release(only);

    assertThat(phase.get().getException()).isInstanceOf(InterruptedException.class);
    assertThat(tracker().finish(run).transfers())
        .extracting(TransferResult::image, TransferResult::outcome)
        .containsExactlyInAnyOrder(
            tuple("ubuntu", TransferOutcome.FAILED), tuple("debian", TransferOutcome.DONE));
  }

  private static Thread waitingForAPermit(Set<Thread> before) {
    return Stream.generate(Thread::getAllStackTraces)
        .flatMap(it -> it.entrySet().stream())
        .filter(it -> !before.contains(it.getKey()))
        .filter(it -> it.getKey().getState() == Thread.State.WAITING)
        .filter(it -> List.of(it.getValue()).toString().contains("acquireForTransfer"))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void a_transfer_that_an_outage_interrupts_runs_again_until_it_is_done() throws Exception {
    Run run = begun(false);
    Transfer transfer = queued(run, uploadOf(UBUNTU));
    var runs = new AtomicInteger();
    mock(
        "run-until-ended",
        Map.of(
            "await-region",
            it -> availability().markUp(BURGOS),
            "run-transfer",
            it -> {
              if (runs.incrementAndGet() == 1) {
                availability().markDown(BURGOS, new ConnectException("refused"));
                it.getMessage().setBody("waiting");
              } else {
                transfers().done(transfer, UBUNTU.id());
                it.getMessage().setBody("done");
              }
            }));
    called("await-region").expectedMessageCount(2);
    called("run-transfer").expectedMessageCount(2);
    called("run-transfer").allMessages().variable("attempts").isInstanceOf(AttemptLog.class);

    Exchange done = send("run-until-ended", null, Map.of("transfer", transfer));

    MockEndpoint.assertIsSatisfied(context);
    assertThat(done.getException()).isNull();
    assertThat(done.getMessage().getBody()).isEqualTo("done");
  }

  @Test
  void a_transfer_whose_region_stays_down_too_long_is_put_off_without_a_try() throws Exception {
    Run run = begun(false);
    Transfer transfer = queued(run, uploadOf(UBUNTU));
    ((PropertiesComponent) context.getPropertiesComponent())
        .addOverrideProperty("glancesync.region.outage-timeout", "0s");
    availability().markDown(BURGOS, new ConnectException("refused"));
    mock("run-until-ended", Map.of("await-region", it -> {}, "run-transfer", it -> {}));
    called("run-transfer").expectedMessageCount(0);

    send("run-until-ended", null, Map.of("transfer", transfer));

    called("run-transfer").assertIsSatisfied();
    assertThat(tracker().finish(run).transfers())
        .singleElement()
        .satisfies(
            it ->
                assertThat(it.error())
                    .hasValueSatisfying(why -> assertThat(why).contains("was put off")));
  }

  @Test
  void a_transfer_waits_without_its_permit_and_probes_until_its_region_answers() throws Exception {
    Permit permit = limiter().acquireForTransfer(BURGOS);
    availability().markDown(BURGOS, new ConnectException("refused"));
    var probes = new AtomicInteger();
    mock(
        "await-region",
        Map.of(
            "probe-region",
            it -> {
              // the only permit of the region is free
              limiter().release(limiter().acquireForTransfer(BURGOS));
              if (probes.incrementAndGet() == 3) {
                availability().markUp(BURGOS);
              }
            }));
    called("probe-region").expectedBodiesReceived(BURGOS, BURGOS, BURGOS);

    Exchange done =
        send("await-region", null, Map.of("transfer", uploadOf(UBUNTU), "permit", permit));

    called("probe-region").assertIsSatisfied();
    assertThat(done.getException()).isNull();
  }

  @Test
  void a_copy_needs_the_master_too_and_any_other_transfer_does_not() throws Exception {
    mock("probe-both-regions", Map.of("probe-region", it -> {}));
    called("probe-region").expectedBodiesReceived(BURGOS, VALLADOLID, BURGOS);

    send("probe-both-regions", null, Map.of("transfer", uploadOf(UBUNTU)));
    send("probe-both-regions", null, Map.of("transfer", UPDATE));

    called("probe-region").assertIsSatisfied();
  }

  @Test
  void an_answer_to_a_probe_marks_a_region_up_and_an_error_marks_it_down() throws Exception {
    var answer = new AtomicInteger();
    mock(
        "probe-region",
        Map.of(
            "glance-probe",
            it -> {
              if (answer.getAndIncrement() == 0) {
                throw new ConnectException("refused");
              }
            }));
    called("glance-probe").allMessages().body().isEqualTo(new RegionRequest(BURGOS));
    called("glance-probe").allMessages().variable("attempts").isNull();
    called("glance-probe").allMessages().variable("permit").isNull();
    Map<String, Object> variables =
        Map.of("attempts", attempts(UPDATE), "permit", limiter().acquireForTransfer(BURGOS));

    Exchange refused = send("probe-region", BURGOS, variables);

    assertThat(refused.getException()).isNull();
    assertThat(availability().isDown(BURGOS)).isTrue();

    send("probe-region", BURGOS, variables);

    assertThat(availability().isDown(BURGOS)).isFalse();
    called("glance-probe").assertIsSatisfied();
  }
}
