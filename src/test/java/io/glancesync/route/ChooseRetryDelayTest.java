package io.glancesync.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glancesync.StartedEngine;
import io.glancesync.embedded.http.Fault;
import io.glancesync.embedded.http.Operation;
import io.glancesync.engine.SmallCloud;
import io.glancesync.error.UnreachableException;
import io.glancesync.report.TransferResult;
import io.glancesync.run.RunRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server that says when to come back is asked again then. */
@Timeout(300)
class ChooseRetryDelayTest {
  private static final Duration ASKED = Duration.ofSeconds(1);

  /** Much less than what is never waited for; a machine may be busy with something else. */
  private static final Duration MOST = Duration.ofMinutes(1);

  @TempDir static Path home;
  private static SmallCloud cloud;
  private static StartedEngine started;

  @BeforeAll
  static void start() {
    cloud = new SmallCloud();
    Map<String, String> properties =
        Map.of("glancesync.retry.initial-delay", "10ms", "glancesync.retry.max-delay", "2s");
    started = new StartedEngine(home, cloud.configuration(), UnaryOperator.identity(), properties);
  }

  @AfterAll
  static void stop() {
    started.close();
    cloud.close();
  }

  @BeforeEach
  void one_image_to_copy() {
    cloud.reset();
    cloud.master("ubuntu", 300_000);
  }

  @ParameterizedTest
  @CsvSource({
    "429, CREATE, Burgos",
    "503, CREATE, Burgos",
    "503, DOWNLOAD, Valladolid",
    "503, UPLOAD, Burgos",
    "500, CHANGE, Burgos"
  })
  void a_request_is_made_again_when_the_server_wants_it(
      int status, Operation operation, String region) {
    cloud.faults().on(operation).in(region).times(1).then(Fault.status(status, ASKED));

    assertThat(run().error()).isEmpty();

    assertWaited(cloud.times(operation, region));
  }

  @Test
  void signing_in_waits_as_well(@TempDir Path other) {
    cloud.faults().on(Operation.SIGN_IN).times(1).then(Fault.status(503, ASKED));

    try (var fresh = new StartedEngine(other, cloud.configuration())) {
      fresh.engine().run(new RunRequest(List.of("Burgos"), true, 1));
    }

    assertWaited(cloud.times(Operation.SIGN_IN, "keystone"));
  }

  @Test
  void after_it_other_errors_are_tried_again_as_well() {
    cloud.faults().on(Operation.UPLOAD).times(1).then(Fault.status(503, ASKED));
    cloud.faults().on(Operation.UPLOAD).times(1).then(Fault.reset());
    cloud.faults().on(Operation.UPLOAD).times(1).then(Fault.status(503));

    assertThat(run().error()).isEmpty();

    List<Instant> times = cloud.times(Operation.UPLOAD, "Burgos");
    assertThat(times).hasSize(4);
    assertThat(Duration.between(times.get(0), times.get(1))).isBetween(ASKED, MOST);
  }

  @ParameterizedTest
  @CsvSource({"429, CREATE", "503, UPLOAD", "503, CHANGE"})
  void a_request_that_would_have_to_wait_too_long_fails_at_once(int status, Operation operation) {
    cloud.faults().on(operation).then(Fault.status(status, Duration.ofHours(1)));

    Instant begun = Instant.now();
    TransferResult result = run();

    assertThat(result.error().orElseThrow())
        .contains(
            status + " ",
            "asks to wait 3600 s",
            "longer than glancesync.retry.max-delay (2 s); come back then, or raise it");
    assertThat(cloud.times(operation, "Burgos")).hasSize(1);
    assertThat(Duration.between(begun, Instant.now())).isLessThan(MOST);
    assertThat(cloud.copies()).noneMatch(it -> !it.path("os_hidden").asBoolean());
  }

  @Test
  void a_keystone_that_wants_to_be_left_alone_for_too_long_is(@TempDir Path other) {
    cloud.faults().on(Operation.SIGN_IN).then(Fault.status(503, Duration.ofHours(1)));

    try (var fresh = new StartedEngine(other, cloud.configuration())) {
      var request = new RunRequest(List.of("Burgos"), true, 1);
      assertThatThrownBy(() -> fresh.engine().run(request))
          .isInstanceOf(UnreachableException.class)
          .hasMessageContaining("Keystone")
          .hasMessageContaining("asks to wait 3600 s; that is longer");
    }
    assertThat(cloud.times(Operation.SIGN_IN, "keystone")).hasSize(1);
  }

  private static void assertWaited(List<Instant> times) {
    assertThat(times).hasSize(2);
    assertThat(Duration.between(times.get(0), times.get(1))).isBetween(ASKED, MOST);
  }

  private static TransferResult run() {
    var report = started.engine().run(new RunRequest(List.of("Burgos"), false, 1));
    assertThat(report.transfers()).hasSize(1);
    return report.transfers().get(0);
  }
}
