package io.glancesync.overview.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.glancesync.overview.Overview;
import io.glancesync.overview.OverviewTracker;
import io.glancesync.overview.Pace;
import io.glancesync.overview.RunOverview;
import io.glancesync.overview.TransferOverview;
import io.glancesync.plan.Action;
import io.glancesync.region.RegionName;
import io.glancesync.report.RunReport;
import io.glancesync.run.BegunRuns;
import io.glancesync.run.RunRequest;
import io.glancesync.time.Clocks;
import io.glancesync.time.Ticker;
import io.glancesync.transfer.TransferPhase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ProgressFileTest {
  private static final Instant NOW = Instant.parse("2026-11-26T23:05:00.120Z");
  private static final RegionName BURGOS = RegionName.of("Burgos");

  @TempDir Path data;

  private static TransferOverview transfer(TransferPhase phase) {
    return new TransferOverview(
        "20261126T230500.120Z",
        BURGOS,
        "base \u001b[31m\n",
        Action.UPLOAD,
        phase,
        NOW,
        new Pace(400, 1000, 100),
        2,
        Optional.of(NOW).filter(it -> phase == TransferPhase.WAITING_FOR_RETRY),
        Optional.of("req-1"));
  }

  private static PresentRun present() {
    return new PresentRun(
        new RunOverview(
            "20261126T230500.120Z",
            Optional.of("schedule hourly"),
            NOW,
            Optional.empty(),
            Optional.empty(),
            List.of("Burgos", "other:"),
            List.of(BURGOS, RegionName.of("other:Madrid")),
            1,
            3,
            2,
            new Pace(1400, 5000, 200)),
        Stream.of(TransferPhase.values()).map(ProgressFileTest::transfer).toList(),
        NOW.plusSeconds(7));
  }

  @Test
  void it_is_read_as_it_was_written_and_for_its_owner_alone() throws Exception {
    var file = new ProgressFile(data);
    assertThat(file.read()).isEmpty();

    file.write(present());

    assertThat(file.read()).contains(present());
    Path path = data.resolve("progress.json");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo("rw-------");
    try (Stream<Path> files = Files.list(data)) {
      assertThat(files).containsExactly(path);
    }

    file.remove();
    assertThat(file.read()).isEmpty();
    file.remove();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "garbage",
        "{}",
        "[]",
        "{\"run\": 7}",
        "{\"run\": \"r\", \"started\": \"yesterday\", \"at\": \"2026-11-26T23:05:00Z\"}",
        "{\"run\": \"r\", \"started\": \"2026-11-26T23:05:00Z\", \"at\": \"2026-11-26T23:05:00Z\","
            + " \"transfers\": [{\"region\": \"Burgos\", \"image\": \"x\", \"action\": \"fly\"}]}"
      })
  void a_file_that_says_nothing_is_named(String text) throws IOException {
    Files.writeString(data.resolve("progress.json"), text);

    assertThatExceptionOfType(ProgressFile.Unknown.class)
        .isThrownBy(() -> new ProgressFile(data).read())
        .withMessageContaining("progress.json says how far the run is, but ");
  }

  @Test
  void a_file_that_is_too_large_is_not_read() throws IOException {
    Files.writeString(data.resolve("progress.json"), " ".repeat(2 << 20));

    assertThatExceptionOfType(ProgressFile.Unknown.class)
        .isThrownBy(() -> new ProgressFile(data).read());
  }

  private static RunReport report(String run) {
    return new RunReport(run, NOW, NOW, false, List.of(), List.of(), List.of());
  }

  @Test
  void it_is_there_as_long_as_a_run_is_at_work() throws Exception {
    var tracker = new OverviewTracker(new Clocks(Clock.systemUTC(), Ticker.REAL));
    var run = BegunRuns.begun("r1", new RunRequest(List.of(), false, 1).begunBy("me"), NOW);
    var file = new ProgressFile(data);
    try (var writer = new ProgressWriter(data, tracker::overview)) {
      tracker.begun(run);
      writer.begun(run);
      while (file.read().isEmpty()) {
        Thread.sleep(10);
      }
      assertThat(file.read().orElseThrow().run().by()).contains("me");

      writer.closed(report("another"));
      assertThat(file.read()).isPresent();
      writer.closed(report("r1"));
      assertThat(file.read()).isEmpty();
    }
  }

  @Test
  void a_disk_that_takes_nothing_stops_no_run() throws Exception {
    Files.createDirectory(data.resolve("progress.json"));
    var run = BegunRuns.begun("r1", new RunRequest(List.of(), false, 1), NOW);
    Overview start = new OverviewTracker(new Clocks(Clock.systemUTC(), Ticker.REAL)).overview();
    var overview =
        new Overview(
            "epoch",
            NOW,
            List.of(),
            start.matrix(),
            List.of(present().run()),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            start.totals());
    try (var writer = new ProgressWriter(data, () -> overview)) {
      writer.begun(run);
      Thread.sleep(50);
      writer.closed(report("r1"));
    }
    assertThat(data.resolve("progress.json")).isDirectory();
  }
}
