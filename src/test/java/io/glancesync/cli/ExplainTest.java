package io.glancesync.cli;

import static io.glancesync.image.Images.anImage;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.image.ImageId;
import io.glancesync.plan.Action;
import io.glancesync.plan.Difference;
import io.glancesync.region.RegionName;
import io.glancesync.report.RunReport;
import io.glancesync.report.TransferResult;
import io.glancesync.report.TransferResult.TransferOutcome;
import io.glancesync.store.file.FileRunReportStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainTest {
  @TempDir Path folder;
  FakeEngine engine;
  Shell shell;

  @BeforeEach
  void begin() {
    engine =
        new FakeEngine()
            .region(
                "Valladolid",
                anImage("ubuntu").ofSize(2_100_000_000).with("type", "new").in("v"),
                anImage("ubuntu-private").isPrivate().in("v"))
            .region("Burgos", anImage("ubuntu").ofSize(2_100_000_000).with("type", "old").in("b"));
    shell = new Shell(folder, engine);
  }

  @Test
  void an_explanation_says_what_a_run_would_do_and_why() {
    var said = shell.run("explain", "ubuntu", "Burgos");

    assertThat(said.out().lines().map(it -> it.replaceAll("[0-9a-f-]{36}", "ID")))
        .satisfiesExactly(
            it -> assertThat(it).isEqualTo("ubuntu in Burgos: pending_metadata"),
            it ->
                assertThat(it)
                    .isEqualTo("  selected  yes: it is public, and metadata_set is empty"),
            it -> assertThat(it).matches("  master    .*, 2\\.1 GB, public, checksum .*"),
            it -> assertThat(it).matches("  region    .*, 2\\.1 GB, public, checksum .*"),
            it -> assertThat(it).isEqualTo("  differs   type: new → old (master → region)"),
            it -> assertThat(it).isEqualTo("  because   the content is the same"),
            it -> assertThat(it).isEqualTo("  a run     changes what differs"),
            it ->
                assertThat(it)
                    .isEqualTo(
                        "  next      nothing: the next run does it; to have it now: glancesync sync"
                            + " Burgos --image v-ubuntu"));
    assertThat(said.code()).isZero();
    assertThat(engine.request().dryRun()).isTrue();
  }

  @Test
  void a_pattern_explains_each_image_in_each_region() {
    engine.region("Caceres");

    assertThat(shell.run("explain", "ubu*").out().lines())
        .filteredOn(it -> !it.startsWith(" "))
        .containsExactly(
            "ubuntu in Burgos: pending_metadata",
            "ubuntu in Caceres: pending_upload",
            "ubuntu-private in Burgos: not selected",
            "ubuntu-private in Caceres: not selected");
  }

  @Test
  void the_last_change_by_a_run_is_told() throws IOException {
    shell.file("home/conf/application.properties", "glancesync.var=v");
    var store = new FileRunReportStore(folder.resolve("home/v/runs"), () -> 100);
    store.keep(report("20260101T000000.000Z", "a", TransferOutcome.DONE));
    store.keep(report("20260102T000000.000Z", "b", TransferOutcome.DONE));
    store.keep(report("20260103T000000.000Z", "c", TransferOutcome.FAILED));

    assertThat(shell.run("explain", "ubuntu", "Burgos").out())
        .containsOnlyOnce("  changed ")
        .contains(": metadata (type: a → b), by schedule hourly (run 20260102T000000.000Z)\n");
    assertThat(shell.run("explain", "ubuntu", "Burgos", "--format", "json").out())
        .contains("\"last_change\": {", "\"run\": \"20260102T000000.000Z\"");
    assertThat(shell.run("explain", "ubuntu-private", "Burgos").out()).doesNotContain("changed");
  }

  private static RunReport report(String run, String type, TransferOutcome outcome) {
    RegionName burgos = RegionName.of("Burgos");
    var transfer =
        new TransferResult(
            burgos,
            "ubuntu",
            Optional.of(new ImageId("v-ubuntu")),
            Optional.of(new ImageId("b-ubuntu")),
            Action.METADATA,
            outcome,
            0,
            Duration.ZERO,
            1,
            Optional.empty(),
            List.of(new Difference("type", type, "a")));
    return new RunReport(
        run,
        Instant.EPOCH,
        Instant.EPOCH,
        Optional.of("schedule hourly"),
        false,
        List.of(),
        List.of(transfer),
        List.of());
  }

  @Test
  void json_has_the_same() {
    assertThat(shell.run("explain", "ubuntu", "Burgos", "--format", "json").out())
        .contains(
            "\"state\": \"pending_metadata\"",
            "\"key\": \"type\"",
            "\"master\": \"new\"",
            "\"region\": \"old\"",
            "\"selected\": true");
  }

  @Test
  void an_image_that_is_nowhere_is_a_failure() {
    var said = shell.run("explain", "typo", "Burgos");

    assertThat(said.out())
        .isEqualTo(
            """
            typo in Burgos: not selected
              selected  no: Valladolid has no image of that name in our project
              region    no image of that name
              next      check the name; glancesync status lists the selected images
            """);
    assertThat(said.code()).isEqualTo(1);
  }
}
