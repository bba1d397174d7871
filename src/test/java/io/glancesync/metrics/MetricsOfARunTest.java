package io.glancesync.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glancesync.StartedEngine;
import io.glancesync.config.source.ConfigurationException;
import io.glancesync.engine.SmallCloud;
import io.glancesync.engine.Targets;
import io.glancesync.region.RegionName;
import io.glancesync.run.RunRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a run of the real program leaves in the file, and what the view has counted of it. */
@Timeout(120)
class MetricsOfARunTest {
  private static final RunRequest BURGOS = new RunRequest(List.of("Burgos"), false, 1);
  private static final RunRequest DRY = new RunRequest(List.of("Burgos"), true, 1);

  @TempDir Path home;
  private final SmallCloud cloud = new SmallCloud();

  @AfterEach
  void stop() {
    cloud.close();
  }

  private StartedEngine start(Map<String, String> settings) {
    return new StartedEngine(home, cloud.configuration(), UnaryOperator.identity(), settings);
  }

  private Exposition read() throws IOException {
    return Exposition.parse(Files.readString(home.resolve("glancesync.prom")));
  }

  @Test
  void a_run_of_a_command_writes_the_file() throws IOException {
    cloud.master("ubuntu", 1000);
    try (var started = start(Map.of("glancesync.metrics.file", "glancesync.prom"))) {
      started.engine().run(DRY);
      assertThat(home.resolve("glancesync.prom")).doesNotExist();
      started.engine().run(BURGOS);

      assertThat(read().value("glancesync_images", "region", "Burgos", "state", "ok")).isEqualTo(1);
      assertThat(read().value("glancesync_run_last_success_timestamp_seconds")).isPositive();
      assertThat(read().points())
          .allSatisfy(it -> assertThat(it.toString()).doesNotContain(Targets.PASSWORD));
      var totals = started.engine().overview().overview().totals();
      assertThat(totals.fetched()).isEqualTo(1000);
      assertThat(totals.sent()).isEqualTo(Map.of(RegionName.of("Burgos"), 1000L));
    }
  }

  @Test
  void what_passes_through_is_counted_as_well() {
    cloud.master("ubuntu", 1000);
    try (var started = start(Map.of("glancesync.spool.max-size", "0"))) {
      started.engine().run(BURGOS);

      assertThat(started.engine().overview().overview().totals().fetched()).isEqualTo(1000);
    }
  }

  @Test
  void a_name_that_node_exporter_does_not_read_is_refused() {
    assertThatThrownBy(() -> start(Map.of("glancesync.metrics.file", "metrics.txt")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(
            "glancesync.metrics.file = metrics.txt is not a file whose name ends in .prom");
  }
}
