package io.glancesync.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.StartedEngine;
import io.glancesync.embedded.glance.EmbeddedGlance;
import io.glancesync.embedded.http.Fault;
import io.glancesync.embedded.http.Operation;
import io.glancesync.report.RegionResult;
import io.glancesync.report.RunReport;
import io.glancesync.report.RunReport.RunOutcome;
import io.glancesync.report.TransferResult;
import io.glancesync.report.TransferResult.TransferOutcome;
import io.glancesync.run.RunRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A region that is down parks its transfers; an image that always fails is not such a region. */
@Timeout(300)
class BreakerTest {
  @TempDir Path home;
  private final SmallCloud cloud = new SmallCloud();

  @BeforeEach
  void three_images() {
    for (String name : List.of("one", "two", "three")) {
      cloud.master(name, 1000);
    }
  }

  @AfterEach
  void close() {
    cloud.close();
  }

  /** More than may work and wait. */
  private void many_images() {
    for (int i = 4; i <= 20; i++) {
      cloud.master("image-" + i, 1000 + i);
    }
  }

  private RunReport run(String patience) {
    return run(patience, "8");
  }

  private RunReport run(String patience, String waiting) {
    Map<String, String> properties =
        Map.of(
            "glancesync.retry.max-retries", "1",
            "glancesync.region.max-suspended", waiting,
            "glancesync.retry.initial-delay", "10ms",
            "glancesync.region.probe-interval", "50ms",
            "glancesync.region.outage-timeout", patience + "s");
    try (var started =
        new StartedEngine(home, cloud.configuration(), UnaryOperator.identity(), properties)) {
      return started.engine().run(new RunRequest(List.of("Burgos"), false, 1));
    }
  }

  /** Much longer than all tries of a transfer take. */
  private static void isDownForASecond(EmbeddedGlance glance) {
    glance.kill();
    CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS).execute(glance::open);
  }

  private void allAreThere() {
    allAreThere(3);
  }

  private void allAreThere(int images) {
    assertThat(cloud.copies())
        .hasSize(images)
        .allMatch(it -> it.path("status").asText().equals("active"))
        .noneMatch(it -> it.path("os_hidden").asBoolean());
    assertThat(home.resolve("var/in-flight")).isEmptyDirectory();
  }

  @Test
  void a_region_that_is_away_for_a_while_is_waited_for() {
    cloud
        .faults()
        .on(Operation.UPLOAD)
        .times(1)
        .then(Fault.meanwhile(() -> isDownForASecond(cloud.burgos)));

    RunReport report = run("30");

    assertThat(report.outcome()).isEqualTo(RunOutcome.CHANGED);
    assertThat(report.transfers()).extracting(TransferResult::attempts).allMatch(it -> it < 4);
    allAreThere();
  }

  @Test
  void after_that_a_transfer_has_all_of_its_tries_again() {
    cloud
        .faults()
        .on(Operation.UPLOAD)
        .times(1)
        .then(Fault.meanwhile(() -> isDownForASecond(cloud.burgos)));
    cloud.faults().on(Operation.UPLOAD).of("one").times(1).then(Fault.status(503));
    cloud.faults().on(Operation.UPLOAD).of("two").times(1).then(Fault.status(503));
    cloud.faults().on(Operation.UPLOAD).of("three").times(1).then(Fault.status(503));

    assertThat(run("30").outcome()).isEqualTo(RunOutcome.CHANGED);

    allAreThere();
  }

  @Test
  void a_master_region_that_is_away_for_a_while_is_waited_for() {
    cloud
        .faults()
        .on(Operation.DOWNLOAD)
        .times(1)
        .then(Fault.meanwhile(() -> isDownForASecond(cloud.valladolid)));

    assertThat(run("30").outcome()).isEqualTo(RunOutcome.CHANGED);

    allAreThere();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "3", "8"})
  void also_with_more_images_than_may_wait(String waiting) {
    many_images();
    cloud
        .faults()
        .on(Operation.UPLOAD)
        .skip(2)
        .times(1)
        .then(Fault.meanwhile(() -> isDownForASecond(cloud.burgos)));
    cloud
        .faults()
        .on(Operation.DOWNLOAD)
        .skip(12)
        .times(1)
        .then(Fault.meanwhile(() -> isDownForASecond(cloud.valladolid)));

    RunReport report = run("30", waiting);

    assertThat(report.outcome()).isEqualTo(RunOutcome.CHANGED);
    assertThat(report.transfers()).extracting(TransferResult::attempts).allMatch(it -> it < 5);
    allAreThere(20);
    assertThat(home.resolve("var/dead-letter")).doesNotExist();
  }

  @Test
  void what_is_waited_for_too_long_is_put_off_and_done_by_the_next_run() {
    cloud.faults().on(Operation.UPLOAD).times(1).then(Fault.meanwhile(cloud.burgos::kill));

    RunReport report = run("0");

    assertThat(report.isAnyRegionUnreachable()).isTrue();
    assertThat(report.regions())
        .singleElement()
        .extracting(RegionResult::error)
        .asString()
        .contains("3 transfers put off");
    assertThat(report.transfers())
        .hasSize(3)
        .allMatch(it -> it.error().orElseThrow().contains("was put off: Tried whether Burgos"));
    assertThat(home.resolve("var/dead-letter")).doesNotExist();
    cloud.burgos.open();

    assertThat(run("0").outcome()).isEqualTo(RunOutcome.CHANGED);

    allAreThere();
  }

  @Test
  void an_image_that_always_fails_keeps_no_other_waiting() {
    cloud.faults().on(Operation.UPLOAD).of("two").then(Fault.reset());

    RunReport report = run("3600");

    assertThat(report.transfers())
        .filteredOn(it -> it.outcome() == TransferOutcome.FAILED)
        .extracting(TransferResult::image)
        .containsExactly("two");
    assertThat(report.isAnyRegionUnreachable()).isFalse();
    assertThat(cloud.copies()).hasSize(2);
    assertThat(home.resolve("var/dead-letter")).isNotEmptyDirectory();
  }
}
