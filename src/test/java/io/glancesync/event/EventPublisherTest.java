package io.glancesync.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.StartedEngine;
import io.glancesync.config.source.ConfigurationException;
import io.glancesync.embedded.http.Fault;
import io.glancesync.embedded.http.Operation;
import io.glancesync.engine.SmallCloud;
import io.glancesync.engine.Targets;
import io.glancesync.error.RefusedException;
import io.glancesync.error.UnreachableException;
import io.glancesync.openstack.TokenCache;
import io.glancesync.region.RegionName;
import io.glancesync.run.RunRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the listeners of each event receive, for each outcome. */
@Timeout(300)
class EventPublisherTest {
  private static final List<String> NAMES =
      List.of(
          "run-started",
          "run-ended",
          "failures-changed",
          "transfer-ended",
          "dead-letter-created",
          "dead-letter-closed",
          "region-unreachable",
          "region-reachable");

  /** An event as a listener received it. */
  private record Heard(String name, Map<String, Object> headers, String body) {
    static Heard of(String name, Exchange exchange) {
      return new Heard(
          name,
          new TreeMap<>(exchange.getMessage().getHeaders()),
          exchange.getMessage().getBody(String.class));
    }
  }

  @TempDir Path home;
  private final SmallCloud cloud = new SmallCloud();
  private final List<Heard> heard = new CopyOnWriteArrayList<>();
  private StartedEngine started;

  @BeforeEach
  void somebody_listens_to_all() throws Exception {
    cloud.master("ubuntu", 300_000);
    started =
        new StartedEngine(
            home,
            cloud.configuration(),
            UnaryOperator.identity(),
            Map.of(
                "glancesync.retry.initial-delay", "1ms",
                "glancesync.dead-letter.max-wait", "0",
                "glancesync.retry.max-retries", "1",
                "glancesync.region.outage-timeout", "0s"));
    for (String name : NAMES) {
      started.context().addRoutes(listener(name));
    }
  }

  private RouteBuilder listener(String name) {
    return new RouteBuilder() {
      @Override
      public void configure() {
        from("seda:" + name + "?multipleConsumers=true")
            .process(it -> heard.add(Heard.of(name, it)))
            .throwException(new IllegalStateException("a listener that fails"));
      }
    };
  }

  @AfterEach
  void stop() {
    started.close();
    cloud.close();
  }

  private void run(boolean dryRun) {
    try {
      started.engine().run(new RunRequest(List.of("Burgos"), dryRun, 1));
    } catch (UnreachableException | ConfigurationException | RefusedException e) {
      // its events are sent all the same
    }
  }

  /** The events, as soon as the last run has ended. */
  private List<Heard> heard(int runs) throws InterruptedException {
    for (int i = 0; i < 1000 && heard("run-ended").size() < runs; i++) {
      Thread.sleep(10);
    }
    // other queues may be a little later
    for (int before = -1; before != heard.size(); ) {
      before = heard.size();
      Thread.sleep(1500);
    }
    String token = token();
    assertThat(heard)
        .allSatisfy(
            it -> {
              assertThat(it.headers().keySet()).allMatch(name -> name.startsWith("GlanceSync"));
              assertThat(it.toString()).doesNotContain(Targets.PASSWORD, "X-Auth-Token", token);
            });
    return heard;
  }

  private String token() {
    var tokens =
        started.context().getRegistry().lookupByNameAndType("tokenCache", TokenCache.class);
    RegionName region = RegionName.of("Burgos");
    return tokens.isSignInNeeded(region) ? Targets.PASSWORD : tokens.token(region);
  }

  private List<Heard> heard(String name) {
    return heard.stream().filter(it -> it.name().equals(name)).toList();
  }

  private static String firstFailed(Heard event) {
    return event.body().lines().filter(it -> it.contains("first_failed")).findFirst().orElseThrow();
  }

  private Heard only(String name) {
    assertThat(heard(name)).as(name).hasSize(1);
    return heard(name).get(0);
  }

  @Test
  void a_run_that_copies_an_image() throws Exception {
    run(false);

    heard(1);
    Heard begun = only("run-started");
    Object run = begun.headers().get("GlanceSyncRun");
    assertThat(begun.headers()).containsOnlyKeys("GlanceSyncRun");
    assertThat(begun.body()).contains("\"run\": \"" + run, "\"regions\": [\n    \"Burgos\"");
    Heard transfer = only("transfer-ended");
    assertThat(transfer.headers())
        .containsOnlyKeys(
            "GlanceSyncRun",
            "GlanceSyncRegion",
            "GlanceSyncImage",
            "GlanceSyncAction",
            "GlanceSyncOutcome",
            "GlanceSyncBytes",
            "GlanceSyncSeconds")
        .containsEntry("GlanceSyncRun", run)
        .containsEntry("GlanceSyncRegion", "Burgos")
        .containsEntry("GlanceSyncImage", "ubuntu")
        .containsEntry("GlanceSyncAction", "upload")
        .containsEntry("GlanceSyncOutcome", "done")
        .containsEntry("GlanceSyncBytes", 300_000L);
    assertThat(transfer.headers().get("GlanceSyncSeconds")).isInstanceOf(Double.class);
    assertThat(transfer.body()).contains("\"run\": \"" + run, "\"master_id\"", "\"attempts\": 1");
    assertThat(only("run-ended").headers())
        .isEqualTo(Map.of("GlanceSyncRun", run, "GlanceSyncOutcome", "changed"));
  }

  @Test
  void a_dry_run_is_no_event() throws Exception {
    run(true);
    run(false);

    heard(1);
    assertThat(heard("run-started")).hasSize(1);
    assertThat(heard("transfer-ended")).hasSize(1);
  }

  @Test
  void a_transfer_that_fails_and_is_done_later() throws Exception {
    cloud.faults().on(Operation.UPLOAD).times(1).then(Fault.status(413));
    run(false);
    run(false);

    heard(2);
    assertThat(heard("transfer-ended"))
        .extracting(it -> it.headers().get("GlanceSyncOutcome"))
        .containsExactlyInAnyOrder("failed", "done");
    Heard created = only("dead-letter-created");
    assertThat(created.headers())
        .containsOnlyKeys(
            "GlanceSyncRun", "GlanceSyncRegion", "GlanceSyncImage", "GlanceSyncAction");
    assertThat(created.body()).contains("\"remedy\"", "413");
    assertThat(only("dead-letter-closed").body()).contains("\"why\": \"done\"");
  }

  @Test
  void a_dead_letter_that_fails_again_is_told_as_it_is_stored() throws Exception {
    cloud.faults().on(Operation.UPLOAD).times(2).then(Fault.status(413));
    run(false);
    run(false);

    heard(2);
    List<Heard> created = heard("dead-letter-created");
    assertThat(created).extracting(it -> it.headers().get("GlanceSyncRun")).hasSize(2);
    assertThat(created).extracting(EventPublisherTest::firstFailed).doesNotContainNull();
    assertThat(firstFailed(created.get(0))).isEqualTo(firstFailed(created.get(1)));
  }

  @Test
  void a_region_that_does_not_answer_and_answers_again() throws Exception {
    cloud.faults().on(Operation.LIST).in("Burgos").then(Fault.reset());
    run(false);
    run(false);
    cloud.faults().clear();
    run(false);

    heard(3);
    assertThat(only("region-unreachable").headers())
        .isEqualTo(Map.of("GlanceSyncRegion", "Burgos"));
    assertThat(only("region-unreachable").body()).contains("\"error\": \"");
    assertThat(only("region-reachable").headers()).isEqualTo(Map.of("GlanceSyncRegion", "Burgos"));
  }
}
