package io.glancesync.metrics;

import static io.glancesync.metrics.Views.NOW;
import static io.glancesync.metrics.Views.aView;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.check.MetricsFileChecks;
import io.glancesync.log.LogLines;
import io.glancesync.overview.Overview;
import io.glancesync.overview.RegionOverview;
import io.glancesync.overview.Totals;
import io.glancesync.region.RegionName;
import io.glancesync.report.Check;
import io.glancesync.report.Check.CheckStatus;
import io.glancesync.report.RunReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a service and commands write for node_exporter, one after the other. */
class MetricsFileTest {
  private static final String IN_STEP = "glancesync_region_last_in_step_timestamp_seconds";
  private static final String SUCCESS = "glancesync_run_last_success_timestamp_seconds";
  private static final double AT = 1893456000;
  private static final RunReport REPORT =
      new RunReport("r1", NOW, NOW, false, List.of(), List.of(), List.of());

  @TempDir Path folder;

  private Path file() {
    return folder.resolve("glancesync.prom");
  }

  private Exposition read() throws IOException {
    return Exposition.parse(Files.readString(file()));
  }

  private static Overview inStep(String region, Instant time, String schedule) {
    return aView()
        .regions(
            new RegionOverview(
                RegionName.of(region),
                Optional.of(time),
                Optional.of(time),
                Optional.empty(),
                Map.of(),
                0,
                Map.of(),
                Optional.of(time)))
        .totals(
            new Totals(
                Map.of(), Map.of(), 900, Map.of(), Map.of(), Map.of(schedule, time), Map.of()))
        .build();
  }

  private void command(Overview view) throws IOException {
    MetricsFile.write(file(), view, Views.HOST, false);
  }

  private void service(Overview view) throws IOException {
    MetricsFile.write(file(), view, Views.HOST, true);
  }

  @Test
  void others_may_read_it() throws IOException {
    service(aView().build());

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-r--r--");
  }

  @Test
  void a_command_keeps_what_others_knew_of_other_regions() throws IOException {
    service(inStep("Burgos", NOW, "hourly"));
    command(inStep("Leon", NOW.plusSeconds(60), ""));
    command(inStep("Leon", NOW.plusSeconds(90), ""));

    assertThat(read().value(IN_STEP, "region", "Burgos")).isEqualTo(AT);
    assertThat(read().value(IN_STEP, "region", "Leon")).isEqualTo(AT + 90);
    assertThat(read().value(SUCCESS, "schedule", "hourly")).isEqualTo(AT);
    assertThat(read().value(SUCCESS)).isEqualTo(AT + 90);
  }

  @Test
  void a_service_that_begins_keeps_when_regions_were_in_step() throws IOException {
    service(inStep("Burgos", NOW, "hourly"));
    service(aView().regions(Views.region("Burgos")).build());

    assertThat(read().value(IN_STEP, "region", "Burgos")).isEqualTo(AT);
    assertThat(read().value(SUCCESS, "schedule", "hourly")).isEqualTo(AT);
    assertThat(read().value("glancesync_master_read_bytes_total")).isZero();
  }

  @Test
  void a_command_has_no_totals() throws IOException {
    service(inStep("Burgos", NOW, "hourly"));
    command(inStep("Leon", NOW, ""));

    assertThat(read().types().values()).containsOnly("gauge");
    assertThat(read().types())
        .doesNotContainKeys("glancesync_transfers_in_flight", "glancesync_edit_refused")
        .containsKeys("glancesync_build_info", "glancesync_spool_limit_bytes");
  }

  @Test
  void what_stands_there_and_is_no_file_of_ours_is_not_read() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), IN_STEP + "{region=\"a\"} 1.0\n");
    Files.createSymbolicLink(file(), secret);
    service(aView().build());

    assertThat(read().value(IN_STEP, "region", "a")).isNull();
    assertThat(secret).isNotEmptyFile();
  }

  private MetricsFileWriter writer(Optional<Path> file, boolean isServed) {
    return new MetricsFileWriter(
        () -> file, () -> inStep("Burgos", NOW, "hourly"), () -> Views.HOST, () -> isServed);
  }

  @Test
  void a_service_writes_again_and_again() throws Exception {
    try (var writer = writer(Optional.of(file()), true)) {
      writer.serve(Duration.ZERO, Duration.ofMillis(20));
      await();
      Files.delete(file());
      await();
    }
    assertThat(read().value("glancesync_master_read_bytes_total")).isEqualTo(900);
  }

  @Test
  void a_service_writes_at_the_end_of_a_run() throws Exception {
    try (var writer = writer(Optional.of(file()), true)) {
      writer.serve(Duration.ofDays(1), Duration.ofDays(1));
      writer.ended(REPORT);
      await();
    }
    assertThat(read().value("glancesync_master_read_bytes_total")).isEqualTo(900);
  }

  private void await() throws InterruptedException {
    for (int i = 0; i < 1000 && !Files.exists(file()); i++) {
      Thread.sleep(10);
    }
    assertThat(file()).exists();
  }

  @Test
  void a_command_leaves_the_file_to_a_service() {
    writer(Optional.of(file()), true).ended(REPORT);
    assertThat(file()).doesNotExist();

    writer(Optional.of(file()), false).ended(REPORT);
    assertThat(file()).exists();
  }

  @Test
  void a_file_that_cannot_be_written_is_one_warning() throws Exception {
    Path missing = folder.resolve("missing/glancesync.prom");
    try (var log = new LogLines("glancesync.files");
        var writer = writer(Optional.of(missing), false)) {
      writer.ended(REPORT);
      writer.ended(REPORT);
      assertThat(log.lines())
          .containsExactly(
              "Tried to write %s, but there is no such file or folder; make its folder, make it writable, or correct glancesync.metrics.file"
                  .formatted(missing));

      Files.createDirectory(missing.getParent());
      writer.ended(REPORT);
      assertThat(missing).exists();
      assertThat(log.lines()).hasSize(1);
    }
  }

  @Test
  void check_says_whether_it_can_be_written() {
    assertThat(new MetricsFileChecks(Optional::empty).all()).isEmpty();
    assertThat(new MetricsFileChecks(() -> Optional.of(file())).all())
        .extracting(Check::verdict)
        .containsExactly(CheckStatus.OK);
    assertThat(new MetricsFileChecks(() -> Optional.of(folder.resolve("a/b.prom"))).all())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.verdict()).isEqualTo(CheckStatus.WARNING);
              assertThat(it.text()).startsWith("Tried to write into " + folder.resolve("a") + ", ");
            });
  }
}
