package io.glancesync.routes.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.StartedEngine;
import io.glancesync.embedded.http.Fault;
import io.glancesync.embedded.http.Operation;
import io.glancesync.engine.SmallCloud;
import io.glancesync.report.RunReport.RunOutcome;
import io.glancesync.run.RunRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A stack that overflows, a class that is missing: the run fails, and it ends. */
@Timeout(300)
class ErrorsTest {
  private static final RunRequest BURGOS = new RunRequest(List.of("Burgos"), false, 1);
  private static final List<String> ROUTES =
      List.of(
          "run",
          "sync",
          "choose-regions",
          "sign-in-targets",
          "ensure-signed-in",
          "list-images",
          "process-region",
          "sync-region",
          "recover-region",
          "transfer-phase",
          "run-admitted-transfer",
          "run-until-ended",
          "await-region",
          "run-transfer",
          "resolve-companions",
          "copy-image",
          "create-hidden",
          "glance-create",
          "send-with-retry",
          "verify-copy",
          "publish-copy",
          "glance-update",
          "close-dead-letters",
          "warn-of-old-dead-letters");

  @TempDir static Path home;
  private static SmallCloud cloud;
  private static StartedEngine started;

  @BeforeAll
  static void start() {
    cloud = new SmallCloud();
    started =
        new StartedEngine(
            home,
            cloud.configuration(),
            Bomb::laid,
            Map.of(
                "glancesync.retry.initial-delay", "10ms", "glancesync.region.outage-timeout", "0s"),
            Bomb.BEANS);
  }

  @AfterAll
  static void stop() {
    started.close();
    cloud.close();
  }

  @AfterEach
  void disarm() {
    Bomb.disarm();
    cloud.reset();
  }

  static Stream<Arguments> places() {
    return ROUTES.stream()
        .flatMap(route -> Stream.of(Bomb.Kind.values()).map(kind -> Arguments.of(route, kind)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("places")
  void a_run_that_meets_an_error_ends_and_is_no_success(String route, Bomb.Kind kind) {
    cloud.master("ubuntu", 1000);
    Bomb.arm(route, kind, StackOverflowError::new);

    assertThat(succeeds()).isFalse();

    assertThat(Bomb.hasGoneOff()).isTrue();
    Bomb.disarm();
    assertThat(succeeds()).as("the next run").isTrue();
    assertThat(cloud.copies()).hasSize(1);
  }

  private static boolean succeeds() {
    try {
      return started.engine().run(BURGOS).outcome() != RunOutcome.FAILED;
    } catch (RuntimeException e) {
      return false;
    }
  }

  static Stream<Arguments> placesOfFailures() {
    return Stream.of("fail-transfer", "keep-dead-letter", "probe-both-regions", "probe-region")
        .flatMap(route -> Stream.of(Bomb.Kind.values()).map(kind -> Arguments.of(route, kind)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("placesOfFailures")
  void so_does_one_that_meets_it_while_it_deals_with_a_failure(String route, Bomb.Kind kind) {
    cloud.master("ubuntu", 1000);
    cloud.faults().on(Operation.UPLOAD).then(Fault.status(500));
    Bomb.arm(route, kind, () -> new NoClassDefFoundError("io/glancesync/Missing"));

    assertThat(succeeds()).isFalse();

    assertThat(Bomb.hasGoneOff()).isTrue();
  }
}
