package io.glancesync.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.StartedEngine;
import io.glancesync.config.source.ConfigurationException;
import io.glancesync.deadletter.Retry;
import io.glancesync.embedded.http.Fault;
import io.glancesync.embedded.http.Operation;
import io.glancesync.error.UnreachableException;
import io.glancesync.openstack.TokenCache;
import io.glancesync.region.RegionName;
import io.glancesync.routes.rules.RouteFiles;
import io.glancesync.run.RunRequest;
import io.glancesync.store.RuntimeStores;
import io.glancesync.store.RuntimeStores.StoreSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.ExchangeSendingEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is handed to a queue, where a route of somebody else's may take it from, is its body and
 * headers that begin with {@code GlanceSync}: no variable and no property of ours, and no secret
 * anywhere.
 */
@Timeout(300)
class WhatLeavesTest {
  private static final String RUN_ENDED = "seda://run-ended";

  /** What an exchange held at one moment. */
  private record Seen(
      String endpoint,
      Map<String, Object> headers,
      Map<String, Object> variables,
      Map<String, Object> properties,
      String body) {
    static Seen of(String endpoint, Exchange exchange) {
      return new Seen(
          endpoint,
          new TreeMap<>(exchange.getMessage().getHeaders()),
          new TreeMap<>(exchange.getVariables()),
          new TreeMap<>(exchange.getAllProperties()),
          exchange.getMessage().getBody(String.class));
    }
  }

  @TempDir Path home;
  private final SmallCloud cloud = new SmallCloud();
  private final List<Seen> sent = new CopyOnWriteArrayList<>();
  private final List<Seen> heard = new CopyOnWriteArrayList<>();
  private StartedEngine started;

  @BeforeEach
  void somebody_listens() throws Exception {
    cloud.master("ubuntu", 300_000);
    started =
        new StartedEngine(
            home,
            cloud.configuration(),
            UnaryOperator.identity(),
            Map.of(
                "glancesync.retry.initial-delay", "1ms",
                "glancesync.retry.max-retries", "1",
                "glancesync.region.outage-timeout", "0s"));
    started.context().getManagementStrategy().addEventNotifier(new Sendings());
    started
        .context()
        .addRoutes(
            new RouteBuilder() {
              @Override
              public void configure() {
                from("seda:run-ended?multipleConsumers=true")
                    .process(it -> heard.add(Seen.of(RUN_ENDED, it)))
                    // as good as what a hostile listener could leave
                    .setHeader("CamelHttpUri", constant("http://127.0.0.1:9/"))
                    .setHeader("X-Auth-Token", constant("stolen"))
                    .setVariable("at", constant("nowhere"));
              }
            });
  }

  /** Whatever is on its way to a queue. */
  private final class Sendings extends EventNotifierSupport {
    @Override
    public void notify(CamelEvent event) {
      var sending = (ExchangeSendingEvent) event;
      String endpoint = sending.getEndpoint().getEndpointBaseUri();
      if (endpoint.startsWith("seda:")) {
        sent.add(Seen.of(endpoint, sending.getExchange()));
      }
    }

    @Override
    public boolean isEnabled(CamelEvent event) {
      return event instanceof ExchangeSendingEvent;
    }
  }

  @AfterEach
  void stop() {
    started.close();
    cloud.close();
  }

  private void run() {
    try {
      started.engine().run(new RunRequest(List.of("Burgos"), false, 1));
    } catch (UnreachableException | ConfigurationException e) {
      // its report is handed out all the same
    }
  }

  private void heard(int times, String inTheReport) throws InterruptedException {
    for (int i = 0; i < 400 && heard.size() < times; i++) {
      Thread.sleep(10);
    }
    assertThat(heard).hasSize(times);
    assertThat(heard.get(times - 1).body()).contains(inTheReport);
    nothing_of_ours_left();
  }

  private void nothing_of_ours_left() {
    assertThat(heard)
        .allSatisfy(
            it -> {
              assertThat(it.headers().keySet()).allMatch(name -> name.startsWith("GlanceSync"));
              assertThat(it.variables()).isEmpty();
              assertThat(it.properties().keySet()).allMatch(name -> name.startsWith("Camel"));
            });
    assertThat(sent)
        .allSatisfy(
            it -> {
              assertThat(it.headers().keySet())
                  .as(it.endpoint())
                  .allMatch(name -> name.startsWith("GlanceSync"));
              assertThat(it.variables()).as(it.endpoint()).isEmpty();
              // where it goes is a property of Camel's own
              assertThat(it.properties().keySet()).as(it.endpoint()).isSubsetOf("CamelToEndpoint");
            });
    for (Seen seen : List.copyOf(sent)) {
      assertThat(seen.toString()).doesNotContain(secrets().toArray(String[]::new));
    }
    for (Seen seen : List.copyOf(heard)) {
      assertThat(seen.toString()).doesNotContain(secrets().toArray(String[]::new));
    }
  }

  private Set<String> secrets() {
    var secrets = new TreeSet<>(Set.of(Targets.PASSWORD, "X-Auth-Token"));
    var sessions =
        started.context().getRegistry().lookupByNameAndType("tokenCache", TokenCache.class);
    if (!sessions.isSignInNeeded(RegionName.of("Burgos"))) {
      secrets.add(sessions.token(RegionName.of("Burgos")));
    }
    return secrets;
  }

  @Test
  void a_run_that_goes_well() throws Exception {
    run();

    heard(1, "\"outcome\": \"changed\"");
  }

  @Test
  void a_transfer_that_fails_and_its_retry() throws Exception {
    cloud.faults().on(Operation.UPLOAD).times(1).then(Fault.status(413));
    run();
    heard(1, "413");

    started
        .engine()
        .retry(
            new Retry(
                RuntimeStores.inFiles(home.resolve("var"), Clock.systemUTC(), StoreSettings.NONE)
                    .letters()
                    .all(),
                false));

    heard(2, "\"outcome\": \"done\"");
  }

  @Test
  void a_region_that_answers_nothing_but_errors() throws Exception {
    cloud.faults().on(Operation.LIST).in("Burgos").then(Fault.status(500));
    run();

    heard(1, "500");
  }

  @Test
  void a_sign_in_that_is_refused() throws Exception {
    cloud.faults().on(Operation.SIGN_IN).then(Fault.status(401));
    run();

    heard(1, "refused it (401)");
  }

  @Test
  void what_a_listener_leaves_behind_disturbs_no_later_run() throws Exception {
    run();
    heard(1, "\"outcome\": \"changed\"");
    run();
    heard(2, "\"outcome\": \"in_sync\"");

    assertThat(cloud.copies()).hasSize(1);
  }

  @Test
  void a_schedule_that_is_due() throws Exception {
    TemplatedRouteBuilder.builder(started.context(), "schedule")
        .parameter("schedule", "hourly")
        .parameter("cron", "* * * * * ?")
        .parameter("zone", "UTC")
        .parameter("misfire", "2")
        .add();
    for (int i = 0; i < 400 && sent.isEmpty(); i++) {
      Thread.sleep(10);
    }

    assertThat(sent).isNotEmpty().allMatch(it -> it.endpoint().equals("seda://due-runs"));
    nothing_of_ours_left();
  }

  /** A new one has to be looked at here, too. */
  @Test
  void these_are_all_queues_that_there_are() throws Exception {
    var queues = new TreeSet<String>();
    for (RouteFiles.Found found : RouteFiles.in(Path.of("routes")).everything()) {
      String uri =
          found.value() instanceof Map<?, ?> map
              ? String.valueOf(map.get("uri"))
              : String.valueOf(found.value());
      if (uri.startsWith("seda:")) {
        queues.add(uri.replaceFirst("\\{.*|\\$.*", "*"));
      }
    }
    run();
    heard(1, "changed");

    assertThat(queues)
        .containsExactly("seda:due-runs", "seda:failures-changed", "seda:run-requested");
    assertThat(sent).extracting(Seen::endpoint).contains(RUN_ENDED);
  }
}
