package io.glancesync.routes;

import static io.glancesync.image.Images.anImage;
import static io.glancesync.transfer.Transfers.BURGOS;
import static io.glancesync.transfer.Transfers.VALLADOLID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.glancesync.config.Target;
import io.glancesync.error.UnreachableException;
import io.glancesync.openstack.GlanceRequest;
import io.glancesync.openstack.request.RegionRequest;
import io.glancesync.region.RegionName;
import io.glancesync.region.RegionPause;
import io.glancesync.region.UnknownRegionException;
import io.glancesync.report.RegionResult;
import io.glancesync.report.RegionResult.RegionOutcome;
import io.glancesync.report.RunReport;
import io.glancesync.run.PauseFile;
import io.glancesync.run.Run;
import io.glancesync.run.RunRequest;
import java.net.ConnectException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Test;

/** {@code routes/10-sync.camel.yaml}. */
class RouteSyncTest extends RouteTest {
  private static final RegionName SEVILLA = RegionName.of("partner:Sevilla");
  private static final RegionName MASTER_TARGET = new RegionName("master", "");
  private static final RegionName PARTNER = new RegionName("partner", "");

  @Override
  protected Target[] targets() {
    return new Target[] {target("master"), target("partner")};
  }

  /** All targets accept the sign-in, except these. */
  private void mockSignIn(String... refusing) throws Exception {
    mock(
        "sign-in-targets",
        Map.of(
            "ensure-signed-in",
            it -> {
              String target = it.getMessage().getBody(GlanceRequest.class).region().target();
              if (Set.of(refusing).contains(target)) {
                throw new ConnectException("refused");
              }
              if (target.equals("master")) {
                signedIn("master", "Burgos", "Leon", "Valladolid");
              } else {
                signedIn(target, "Sevilla");
              }
            }));
  }

  private void mockRun() throws Exception {
    mock(
        "sync-open-regions",
        Map.of(
            "list-images",
            it -> it.getMessage().setBody(List.of(anImage("ubuntu").build())),
            "process-region",
            it -> {}));
    mock("sync", Map.of("warn-of-old-dead-letters", it -> {}));
  }

  private static RegionPause pause(String region) {
    return new RegionPause(
        RegionName.of(region), Instant.EPOCH, Optional.empty(), "new network", "ana@host");
  }

  private Exchange sync(boolean dryRun, String... regions) {
    return send("sync", new RunRequest(List.of(regions), dryRun, 2), Map.of());
  }

  @Test
  void a_run_lists_the_master_once_and_then_processes_each_region() throws Exception {
    mockSignIn();
    mockRun();
    called("list-images").expectedMessageCount(1);
    called("list-images").message(0).body().isEqualTo(VALLADOLID);
    called("process-region").expectedBodiesReceivedInAnyOrder(BURGOS, RegionName.of("Leon"));
    called("process-region").allMessages().variable("run").isInstanceOf(Run.class);
    called("warn-of-old-dead-letters").expectedMessageCount(1);

    Exchange done = sync(false);

    MockEndpoint.assertIsSatisfied(context);
    assertThat(done.getException()).isNull();
    RunReport report = done.getMessage().getBody(RunReport.class);
    assertThat(report.run()).isEqualTo(done.getVariable("run", Run.class).id());
    assertThat(report.dryRun()).isFalse();
  }

  @Test
  void a_run_whose_regions_are_all_paused_contacts_nothing() throws Exception {
    mockSignIn();
    mockRun();
    new PauseFile(home.resolve("var"))
        .change(it -> it.with(pause("Burgos")).with(pause("partner:")));
    called("ensure-signed-in").expectedMessageCount(0);
    called("list-images").expectedMessageCount(0);

    Exchange done = sync(false, "Burgos", "partner:", "partner:Sevilla");

    MockEndpoint.assertIsSatisfied(context);
    RunReport report = done.getMessage().getBody(RunReport.class);
    assertThat(report.outcome()).isEqualTo(RunReport.RunOutcome.IN_SYNC);
    assertThat(report.regions())
        .extracting(it -> it.region().toString(), RegionResult::outcome)
        .containsExactly(
            tuple("Burgos", RegionOutcome.PAUSED),
            tuple("partner:", RegionOutcome.PAUSED),
            tuple("partner:Sevilla", RegionOutcome.PAUSED));
  }

  @Test
  void a_dry_run_warns_of_no_dead_letters() throws Exception {
    mockSignIn();
    mockRun();
    called("process-region").expectedMessageCount(1);
    called("warn-of-old-dead-letters").expectedMessageCount(0);

    Exchange done = sync(true, "Burgos");

    MockEndpoint.assertIsSatisfied(context);
    assertThat(done.getMessage().getBody(RunReport.class).dryRun()).isTrue();
  }

  @Test
  void a_target_that_cannot_be_reached_is_in_the_report_and_stops_no_other() throws Exception {
    mockSignIn("partner");
    mockRun();
    called("process-region").expectedBodiesReceived(BURGOS);

    Exchange done = sync(false, "partner:Sevilla", "Burgos");

    MockEndpoint.assertIsSatisfied(context);
    assertThat(done.getMessage().getBody(RunReport.class).regions())
        .extracting(RegionResult::region, RegionResult::outcome)
        .containsExactly(
            tuple(SEVILLA, RegionOutcome.UNREACHABLE),
            // the mock did not report how it ended, as if a route had dropped its message
            tuple(BURGOS, RegionOutcome.FAILED));
  }

  @Test
  void a_master_that_cannot_be_listed_ends_the_run_before_any_region() throws Exception {
    mockSignIn();
    mockRun();
    var error = new ConnectException("refused");
    called("list-images")
        .whenAnyExchangeReceived(
            it -> {
              throw error;
            });
    called("process-region").expectedMessageCount(0);

    Exchange done = sync(false);

    MockEndpoint.assertIsSatisfied(context);
    assertThat(done.getException()).isSameAs(error);
  }

  @Test
  void each_target_that_is_named_is_signed_in_to_once_and_the_master_always() throws Exception {
    mockSignIn();
    called("ensure-signed-in")
        .expectedBodiesReceived(new RegionRequest(MASTER_TARGET), new RegionRequest(PARTNER));

    Exchange done =
        send("choose-regions", List.of("partner:Sevilla", "partner:", "Burgos"), Map.of());

    called("ensure-signed-in").assertIsSatisfied();
    assertThat(done.getMessage().getBody()).isEqualTo(List.of(SEVILLA, BURGOS));
    assertThat(done.getVariable("selection")).isNotNull();
  }

  @Test
  void without_the_masters_target_no_other_is_asked() throws Exception {
    mockSignIn("master");
    called("ensure-signed-in").expectedMessageCount(1);

    Exchange done = send("sign-in-targets", List.of("Burgos", "partner:Sevilla"), Map.of());

    called("ensure-signed-in").assertIsSatisfied();
    assertThat(done.getException()).hasRootCauseInstanceOf(ConnectException.class);
    assertThat(done.getException()).hasStackTraceContaining(UnreachableException.class.getName());
  }

  @Test
  void a_region_that_does_not_exist_is_an_error() throws Exception {
    mockSignIn();

    Exchange done = send("choose-regions", List.of("Burgso"), Map.of());

    assertThat(done.getException()).hasRootCauseInstanceOf(UnknownRegionException.class);
  }
}
