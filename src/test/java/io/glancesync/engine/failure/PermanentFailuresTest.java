package io.glancesync.engine.failure;

import static io.glancesync.planner.Policies.aPolicy;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.SettableClock;
import io.glancesync.StartedEngine;
import io.glancesync.config.Configuration;
import io.glancesync.deadletter.DeadLetter;
import io.glancesync.deadletter.Retry;
import io.glancesync.embedded.glance.Content;
import io.glancesync.embedded.http.Fault;
import io.glancesync.embedded.http.Operation;
import io.glancesync.engine.SmallCloud;
import io.glancesync.planner.Policies.APolicy;
import io.glancesync.report.RunReport;
import io.glancesync.report.TransferResult;
import io.glancesync.report.TransferResult.TransferOutcome;
import io.glancesync.run.RunRequest;
import io.glancesync.store.RuntimeStores;
import io.glancesync.store.RuntimeStores.StoreSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Transfers that failed for good: when a run tries them again (specification, section 9). */
@Timeout(120)
class PermanentFailuresTest {
  private static final APolicy REPLACING = aPolicy().replace("any");

  @TempDir Path home;
  private final SmallCloud cloud = new SmallCloud();
  private final SettableClock clock = new SettableClock();
  private APolicy rules = aPolicy();
  private Map<String, String> settings = Map.of();

  @AfterEach
  void stop() {
    cloud.close();
  }

  private StartedEngine engine() {
    Configuration configuration = cloud.configuration(rules.build());
    var all =
        new HashMap<>(
            Map.of("glancesync.retry.max-retries", "0", "glancesync.region.outage-timeout", "0s"));
    all.putAll(settings);
    return new StartedEngine(home, configuration, UnaryOperator.identity(), all, clock);
  }

  private RunReport run() {
    try (var engine = engine()) {
      return engine.engine().run(new RunRequest(List.of("Burgos"), false, 1));
    }
  }

  private RunReport runAfter(Duration pause) {
    clock.goOn(pause);
    return run();
  }

  private void refuse(Operation operation) {
    cloud.faults().on(operation).then(Fault.status(413));
  }

  private List<DeadLetter> letters() {
    return RuntimeStores.inFiles(home.resolve("var"), clock, StoreSettings.NONE).letters().all();
  }

  private int tries() {
    return cloud.times(Operation.UPLOAD, "Burgos").size();
  }

  private static TransferResult only(RunReport report) {
    assertThat(report.transfers()).hasSize(1);
    return report.transfers().get(0);
  }

  @Test
  void it_is_tried_again_after_1_4_12_and_then_each_24_hours() {
    cloud.master("ubuntu", 1000);
    refuse(Operation.UPLOAD);
    run();
    Duration moment = Duration.ofSeconds(1);
    int tries = tries();
    for (int hours : List.of(1, 4, 12, 24, 24)) {
      runAfter(Duration.ofHours(hours).minus(moment));
      assertThat(tries()).as("before %d hours", hours).isEqualTo(tries);

      runAfter(moment);
      tries++;
      assertThat(tries()).as("after %d hours", hours).isEqualTo(tries);
    }
  }

  @Test
  void a_run_that_leaves_it_out_has_failed_and_says_when_it_is_tried() {
    cloud.master("ubuntu", 1000);
    refuse(Operation.UPLOAD);
    run();
    DeadLetter letter = letters().get(0);

    RunReport report = runAfter(Duration.ofMinutes(10));

    assertThat(only(report).outcome()).isEqualTo(TransferOutcome.FAILED);
    assertThat(only(report).attempts()).isZero();
    assertThat(only(report).error())
        .contains(
            "Tried to copy ubuntu to Burgos, but it failed for good at 2030-01-01T00:00:00Z (dead letter ID); a run tries it again from 2030-01-01T01:00:00Z on; dead-letters show ID says why it failed, and dead-letters retry ID tries it now"
                .replace("ID", letter.id()));
    assertThat(report.regions().get(0).error())
        .contains("1 transfer failed before, and not tried yet");
    assertThat(letters()).containsExactly(letter);
  }

  @Test
  void it_is_tried_at_once_when_the_masters_image_changed() {
    String id = cloud.master("ubuntu", 1000);
    refuse(Operation.UPLOAD);
    run();
    cloud.valladolid.set(id, "nid", "2");

    runAfter(Duration.ofMinutes(1));

    assertThat(tries()).isEqualTo(2);
    assertThat(letters()).extracting(it -> it.backOff().orElseThrow().failures()).containsOnly(1);
  }

  @Test
  void it_is_tried_at_once_when_the_regions_image_changed() {
    rules = REPLACING;
    cloud.master("ubuntu", 1000);
    String id = cloud.add("ubuntu", 500);
    refuse(Operation.UPLOAD);
    run();
    runAfter(Duration.ofMinutes(1));
    assertThat(tries()).isEqualTo(1);
    cloud.burgos.set(id, "nid", "2");

    runAfter(Duration.ofMinutes(1));

    assertThat(tries()).isEqualTo(2);
  }

  @Test
  void it_is_tried_at_once_when_the_rules_or_settings_changed() {
    cloud.master("ubuntu", 1000);
    refuse(Operation.UPLOAD);
    run();
    rules = aPolicy().dontupdate("0123456789abcdef0123456789abcdef");
    run();
    assertThat(tries()).isEqualTo(2);
    settings = Map.of("glancesync.request.connect-timeout", "7s");
    run();
    assertThat(tries()).isEqualTo(3);

    run();

    assertThat(tries()).isEqualTo(3);
  }

  @Test
  void it_is_tried_at_once_when_somebody_asks_for_it_and_no_other_is() {
    cloud.master("ubuntu", 1000);
    cloud.master("debian", 1000);
    refuse(Operation.UPLOAD);
    run();
    DeadLetter ubuntu =
        letters().stream().filter(it -> it.image().equals("ubuntu")).findFirst().orElseThrow();

    try (var engine = engine()) {
      engine.engine().retry(new Retry(List.of(ubuntu), false));
    }

    assertThat(tries()).isEqualTo(3);
    assertThat(letters())
        .extracting(it -> it.image() + " " + it.backOff().orElseThrow().failures())
        .containsExactlyInAnyOrder("ubuntu 2", "debian 1");
  }

  @Test
  void what_may_pass_by_itself_is_tried_by_each_run() {
    cloud.master("ubuntu", 1000);
    cloud.faults().on(Operation.UPLOAD).then(Fault.status(503));
    run();
    run();

    assertThat(tries()).isEqualTo(2);
    assertThat(letters()).extracting(DeadLetter::nextTry).containsOnly(Optional.empty());
  }

  @Test
  void without_a_longest_wait_each_run_tries_again() {
    settings = Map.of("glancesync.dead-letter.max-wait", "0");
    cloud.master("ubuntu", 1000);
    refuse(Operation.UPLOAD);
    run();
    run();

    assertThat(tries()).isEqualTo(2);
  }

  @Test
  void what_needs_it_waits_with_it() {
    String kernel = cloud.master("kernel", 10);
    cloud.valladolid.add(
        Map.of("name", "ubuntu", "visibility", "public", "kernel_id", kernel),
        Content.synthetic(3, 1000));
    cloud.faults().on(Operation.UPLOAD).of("kernel").then(Fault.status(413));
    run();
    int tries = tries();

    RunReport report = runAfter(Duration.ofMinutes(1));

    assertThat(tries()).isEqualTo(tries);
    assertThat(report.transfers())
        .allMatch(it -> it.outcome() == TransferOutcome.FAILED && it.attempts() == 0);
    assertThat(report.transfers())
        .filteredOn(it -> it.image().equals("ubuntu"))
        .extracting(it -> it.error().orElseThrow())
        .singleElement(InstanceOfAssertFactories.STRING)
        .contains("its kernel kernel is held back (it failed for good at");
  }

  @Test
  void what_needed_something_that_came_later_waits_for_nothing_else() {
    String kernel = cloud.master("kernel", 10);
    cloud.valladolid.add(
        Map.of("name", "ubuntu", "visibility", "public", "kernel_id", kernel),
        Content.synthetic(3, 1000));
    cloud.faults().on(Operation.UPLOAD).of("kernel").then(Fault.status(503));
    run();
    cloud.faults().clear();

    RunReport report = runAfter(Duration.ofMinutes(1));

    assertThat(report.transfers()).hasSize(2).allMatch(it -> it.outcome() == TransferOutcome.DONE);
    assertThat(letters()).isEmpty();
  }

  @Test
  void what_somebody_else_changed_meanwhile_is_planned_anew_by_the_next_run() {
    cloud.master("ubuntu", 1000);
    cloud.faults().on(Operation.CREATE).then(Fault.status(404));
    run();
    cloud.faults().clear();

    assertThat(only(runAfter(Duration.ofMinutes(1))).outcome()).isEqualTo(TransferOutcome.DONE);
  }

  @Test
  void a_daily_run_tries_what_waits_for_a_day() {
    cloud.master("ubuntu", 1000);
    refuse(Operation.UPLOAD);
    cloud.whenAsked(Operation.UPLOAD, () -> clock.goOn(Duration.ofMinutes(20)));
    run();
    for (int i = 1; i <= 4; i++) {
      clock.goOn(Duration.ofDays(1).minusMinutes(20));
      run();
      assertThat(tries()).isEqualTo(1 + i);
    }
  }

  @Test
  void a_clock_that_was_set_back_keeps_nothing_waiting() {
    cloud.master("ubuntu", 1000);
    refuse(Operation.UPLOAD);
    run();

    runAfter(Duration.ofDays(-3));

    assertThat(tries()).isEqualTo(2);
  }

  @Test
  void the_run_that_does_it_closes_the_letter() {
    cloud.master("ubuntu", 1000);
    refuse(Operation.UPLOAD);
    run();
    cloud.faults().clear();

    RunReport report = runAfter(Duration.ofHours(1));

    assertThat(only(report).outcome()).isEqualTo(TransferOutcome.DONE);
    assertThat(letters()).isEmpty();
    assertThat(Set.of(cloud.copies().get(0).path("name").asText())).containsOnly("ubuntu");
  }
}
