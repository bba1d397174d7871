package io.glancesync.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.StartedEngine;
import io.glancesync.embedded.http.Fault;
import io.glancesync.embedded.http.Operation;
import io.glancesync.report.TransferResult;
import io.glancesync.run.RunRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Content of which no byte moves any more is broken off, and nothing else is. */
@Timeout(300)
class StallsTest {
  private static final long MIB = 1 << 20;

  /** Much more than what the buffers of a connection take. */
  private static final long SIZE = 32 * MIB;

  private static final Duration FAR_TOO_LONG = Duration.ofMinutes(2);
  private static final Duration LONGER_THAN_A_STALL = Duration.ofSeconds(6);

  @TempDir Path home;
  private final SmallCloud cloud = new SmallCloud();

  StallsTest() {
    cloud.master("ubuntu", SIZE);
  }

  @AfterEach
  void close() {
    cloud.close();
  }

  @Test
  void a_region_that_stops_reading_is_sent_all_of_it_again() {
    cloud
        .faults()
        .on(Operation.UPLOAD)
        .times(1)
        .then(Fault.stalledReceiving(MIB, LONGER_THAN_A_STALL));

    assertDone(run(Map.of()));

    assertThat(cloud.times(Operation.UPLOAD, "Burgos")).hasSizeGreaterThan(1);
    assertThat(cloud.times(Operation.DOWNLOAD, "Valladolid")).hasSize(1);
  }

  @Test
  void a_region_that_reads_no_more_is_said_to() {
    cloud.faults().on(Operation.UPLOAD).then(Fault.stalledReceiving(MIB, FAR_TOO_LONG));

    TransferResult result = run(Map.of("glancesync.retry.max-retries", "0"));

    assertThat(result.error().orElseThrow())
        .startsWith("Tried to copy ubuntu to Burgos, but no byte moved for 3 s, because ")
        .contains(cloud.burgos.url() + " stopped reading; see whether", "nothing of it is visible");
    assertThat(cloud.copies()).isEmpty();
    assertThat(home.resolve("var/in-flight")).isEmptyDirectory();
  }

  @Test
  void a_master_that_stops_sending_is_asked_for_the_rest() {
    cloud.faults().on(Operation.DOWNLOAD).times(1).then(Fault.stalledSending(MIB, FAR_TOO_LONG));

    assertDone(run(Map.of()));

    assertThat(cloud.times(Operation.DOWNLOAD, "Valladolid")).hasSize(2);
  }

  @Test
  void a_master_that_sends_no_more_is_said_to() {
    cloud.faults().on(Operation.DOWNLOAD).then(Fault.stalledSending(0, FAR_TOO_LONG));

    TransferResult result = run(Map.of("glancesync.retry.max-retries", "0"));

    assertThat(result.error().orElseThrow())
        .contains("the master's content of ubuntu ended after ")
        .contains(", where no byte moved for as long as glancesync.request.stall-timeout allows");
    assertThat(cloud.copies()).isEmpty();
  }

  @Test
  void a_region_may_store_an_image_for_longer_once_all_of_it_was_sent() {
    cloud.faults().on(Operation.UPLOAD).then(Fault.lateAnswer(LONGER_THAN_A_STALL));

    TransferResult result = run(Map.of());

    assertDone(result);
    assertThat(result.attempts()).isEqualTo(1);
  }

  @Test
  void what_is_slow_but_moves_is_left_alone() {
    cloud.faults().on(Operation.UPLOAD).then(Fault.receivingAt(8 * MIB));
    cloud.faults().on(Operation.DOWNLOAD).then(Fault.sendingAt(8 * MIB));

    TransferResult result = run(Map.of());

    assertDone(result);
    assertThat(result.attempts()).isEqualTo(1);
  }

  private void assertDone(TransferResult result) {
    assertThat(result.error()).isEmpty();
    assertThat(cloud.copies())
        .singleElement()
        .satisfies(it -> assertThat(it.path("status").asText()).isEqualTo("active"))
        .satisfies(it -> assertThat(it.path("size").asLong()).isEqualTo(SIZE));
  }

  private TransferResult run(Map<String, String> more) {
    var properties =
        new HashMap<>(
            Map.of(
                "glancesync.request.stall-timeout",
                "3s",
                "glancesync.retry.initial-delay",
                "1000ms"));
    properties.putAll(more);
    try (var started =
        new StartedEngine(home, cloud.configuration(), UnaryOperator.identity(), properties)) {
      var report = started.engine().run(new RunRequest(List.of("Burgos"), false, 1));
      assertThat(report.transfers()).hasSize(1);
      return report.transfers().get(0);
    }
  }
}
