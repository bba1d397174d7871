package io.glancesync.routes;

import static io.glancesync.image.Images.anImage;
import static io.glancesync.transfer.Transfers.BURGOS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.glancesync.error.BusyException;
import io.glancesync.image.Image;
import io.glancesync.limit.ConcurrencyLimiter;
import io.glancesync.limit.Permit;
import io.glancesync.plan.Step;
import io.glancesync.region.RegionName;
import io.glancesync.report.RegionResult;
import io.glancesync.report.RegionResult.RegionOutcome;
import io.glancesync.report.RunReport;
import io.glancesync.report.TransferResult;
import io.glancesync.report.TransferResult.TransferOutcome;
import io.glancesync.run.RegionDispatcher;
import io.glancesync.run.Run;
import io.glancesync.transfer.Journal;
import io.glancesync.transfer.Transfer;
import io.glancesync.transfer.Transfers;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code routes/20-region.camel.yaml}. */
@Timeout(60)
class RegionTest extends RouteTest {
  private static final RegionName LEON = RegionName.of("Leon");
  private static final Image KERNEL = anImage("kernel").withFormats("aki", "aki").build();
  private static final Image UBUNTU = anImage("ubuntu").withKernel("kernel").build();

  private final List<String> order = new ArrayList<>();

  /** A run that has listed the master. */
  private Run run(boolean dryRun, Image... master) {
    signedIn("master", "Burgos", "Leon", "Valladolid");
    Run run = begun(dryRun);
    bean("regionDispatcher", RegionDispatcher.class).expect(run, List.of(BURGOS, LEON));
    planner().masterListed(run, List.of(master));
    return run;
  }

  private static Map<String, Object> variables(Run run) {
    return Map.of("run", run, "region", BURGOS);
  }

  /** The routes that sync-region and plan-region call; the region has no image. */
  private void mockAll() throws Exception {
    var answers = new LinkedHashMap<String, Processor>();
    for (String called :
        List.of(
            "recover-region",
            "transfer-phase",
            "delete-unwanted-copies",
            "delete-spare-copies",
            "close-dead-letters")) {
      answers.put(called, it -> order.add(called));
    }
    mock("sync-region", answers);
    mock(
        "plan-region",
        Map.of(
            "list-images",
            it -> {
              order.add("list-images");
              it.getMessage().setBody(List.of());
            }));
  }

  @Test
  void the_regions_of_a_run_take_turns_and_a_failure_of_one_stops_no_other() throws Exception {
    Run run = run(false);
    mock(
        "process-region",
        Map.of(
            "sync-region",
            it -> {
              if (it.getVariable("region").equals(BURGOS)) {
                throw new ConnectException("refused");
              }
            }));

    Exchange first = send("process-region", null, Map.of("run", run));
    Exchange second = send("process-region", null, Map.of("run", run));

    assertThat(first.getException()).isNull();
    assertThat(first.getVariable("region")).isEqualTo(BURGOS);
    assertThat(second.getVariable("region")).isEqualTo(LEON);
    assertThat(tracker().finish(run).regions())
        .extracting(RegionResult::region, RegionResult::outcome)
        .containsExactly(
            tuple(BURGOS, RegionOutcome.UNREACHABLE),
            // the mock did not report how it ended, as if a route had dropped its message
            tuple(LEON, RegionOutcome.FAILED));
  }

  @Test
  void a_region_that_ended_lets_the_next_one_of_the_same_glance_begin() throws Exception {
    Run run = run(false);
    bean("regionDispatcher", RegionDispatcher.class).expect(run, List.of(BURGOS, BURGOS));
    mock(
        "process-region",
        Map.of(
            "sync-region",
            it -> {
              throw new ConnectException("refused");
            }));
    called("sync-region").expectedMessageCount(2);

    send("process-region", null, Map.of("run", run));
    send("process-region", null, Map.of("run", run));

    called("sync-region").assertIsSatisfied();
  }

  @Test
  void a_region_is_settled_listed_transferred_phase_by_phase_and_cleaned_up() throws Exception {
    Run run = run(false, KERNEL, UBUNTU);
    mockAll();

    Exchange done = send("sync-region", null, variables(run));

    assertThat(done.getException()).isNull();
    assertThat(order)
        .containsExactly(
            "recover-region",
            "list-images",
            "transfer-phase",
            "transfer-phase",
            "delete-unwanted-copies",
            "delete-spare-copies",
            "close-dead-letters");
    assertThat(called("transfer-phase").getExchanges())
        .extracting(it -> names(it.getMessage().getBody(List.class)))
        .containsExactly(List.of("kernel"), List.of("ubuntu"));
    assertThat(ofBurgos(tracker().finish(run)).outcome()).isEqualTo(RegionOutcome.DONE);
  }

  private static RegionResult ofBurgos(RunReport report) {
    return report.regions().stream()
        .filter(it -> it.region().equals(BURGOS))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> names(List<?> phase) {
    return phase.stream().map(it -> ((Step) it).imageName()).toList();
  }

  @Test
  void a_dry_run_lists_and_plans_and_calls_nothing_else() throws Exception {
    Run run = run(true, KERNEL, UBUNTU);
    mockAll();

    send("sync-region", null, variables(run));

    assertThat(order).containsExactly("list-images");
    RunReport report = tracker().finish(run);
    assertThat(ofBurgos(report).outcome()).isEqualTo(RegionOutcome.DONE);
    assertThat(report.transfers())
        .extracting(TransferResult::image, TransferResult::outcome)
        .containsExactly(
            tuple("kernel", TransferOutcome.PLANNED), tuple("ubuntu", TransferOutcome.PLANNED));
  }

  @Test
  void a_service_that_is_being_stopped_begins_no_region() throws Exception {
    Run run = run(false, UBUNTU);
    mockAll();
    tracker().stop();

    Exchange done = send("sync-region", null, variables(run));

    assertThat(done.getException()).isInstanceOf(BusyException.class);
    assertThat(order).isEmpty();
  }

  @Test
  void what_stays_unsettled_in_the_journal_fails_the_region() throws Exception {
    Run run = run(false);
    bean("journal", Journal.class).begin(Transfers.begun("debian", "copy-1"));
    mockAll();

    send("sync-region", null, variables(run));

    assertThat(ofBurgos(tracker().finish(run)))
        .satisfies(
            it -> {
              assertThat(it.outcome()).isEqualTo(RegionOutcome.FAILED);
              assertThat(it.error()).hasValueSatisfying(why -> assertThat(why).contains("debian"));
            });
  }

  @Test
  void a_phase_is_one_message_per_image_with_its_transfer_and_a_permit() throws Exception {
    Run run = run(false);
    var bodies = new CopyOnWriteArrayList<Transfer>();
    mock(
        "transfer-phase",
        Map.of(
            "run-admitted-transfer",
            it -> {
              assertThat(it.getVariable("permit")).isInstanceOf(Permit.class);
              Transfer transfer = it.getVariable("transfer", Transfer.class);
              bodies.add(transfer);
              transfers().done(transfer, transfer.step().image().id());
              bean("limiter", ConcurrencyLimiter.class)
                  .release(it.getVariable("permit", Permit.class));
            }));

    Exchange done = send("transfer-phase", steps(KERNEL, UBUNTU), variables(run));

    assertThat(done.getException()).isNull();
    assertThat(bodies)
        .extracting(Transfer::region, it -> it.step().imageName())
        .containsExactlyInAnyOrder(tuple(BURGOS, "kernel"), tuple(BURGOS, "ubuntu"));
    assertThat(tracker().finish(run).transfers())
        .extracting(TransferResult::outcome)
        .containsExactly(TransferOutcome.DONE, TransferOutcome.DONE);
  }

  private static List<Step> steps(Image... images) {
    return Stream.of(images).map(it -> Transfers.uploadOf(it).step()).toList();
  }
}
