package io.glancesync.routes.rules;

import static io.glancesync.planner.Policies.aPolicy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.glancesync.StartedEngine;
import io.glancesync.engine.SmallCloud;
import io.glancesync.report.RegionResult.RegionOutcome;
import io.glancesync.report.RunReport;
import io.glancesync.report.RunReport.RunOutcome;
import io.glancesync.report.TransferResult;
import io.glancesync.run.RunLock;
import io.glancesync.run.RunRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.Route;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever an edited route does with a message, the run ends, each transfer has one outcome, and
 * the next run of correct routes brings the region in step.
 */
@Timeout(60)
class MischiefTest {
  private static final RunRequest BURGOS = new RunRequest(List.of("Burgos"), false, 1);

  @TempDir static Path folder;
  private static int engines;
  private static boolean isStuck = true;
  private static SmallCloud cloud;
  private static StartedEngine started;

  @BeforeAll
  static void start() {
    cloud = new SmallCloud();
    startEngine();
  }

  /** A new one in place of one that a failed test has left in any state. */
  private static void startEngine() {
    isStuck = false;
    started =
        new StartedEngine(
            folder.resolve("" + engines++),
            cloud.configuration(aPolicy().replace("any").build()),
            Mischief::prepared,
            Map.of(
                "glancesync.retry.initial-delay", "1ms",
                "glancesync.dead-letter.max-wait", "0",
                "glancesync.region.probe-interval", "1ms",
                "glancesync.request.stall-timeout", "1s",
                "glancesync.request.store-timeout", "1s",
                "glancesync.region.outage-timeout", "0s"),
            Mischief.BEANS);
  }

  @AfterAll
  static void stop() {
    started.close();
    cloud.close();
  }

  @AfterEach
  void end() {
    Mischief.end();
    cloud.reset();
  }

  /**
   * Each route drops its messages; each of the other mischiefs happens in every third route, or in
   * each with {@code -Dmischief.all}.
   */
  static Stream<Arguments> mischiefs() {
    List<String> routes =
        started.context().getRoutes().stream()
            .filter(it -> it.getEndpoint().getEndpointUri().startsWith("direct:"))
            .map(Route::getRouteId)
            .sorted()
            .toList();
    return IntStream.range(0, routes.size())
        .boxed()
        .flatMap(
            number ->
                Stream.of(Mischief.Kind.values())
                    .filter(it -> isTried(number, it))
                    .map(kind -> Arguments.of(routes.get(number), kind)));
  }

  private static boolean isTried(int number, Mischief.Kind kind) {
    return kind == Mischief.Kind.DROPPED
        || number % 3 == kind.ordinal() % 3
        || System.getProperty("mischief.all") != null;
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("mischiefs")
  void a_run_ends_whatever_a_route_does_with_its_messages(String route, Mischief.Kind kind)
      throws Exception {
    cloud.master("new", 1000);
    cloud.master("changed", 2000);
    cloud.master("other", 3000);
    cloud.add("changed", 10);
    if (isStuck) {
      startEngine();
    }
    isStuck = true;
    Mischief.in(route, kind);

    Optional<RunReport> report = run();
    boolean isDone = Mischief.isDone();
    awaitQuiet();
    Mischief.end();

    isStuck &= isDone;
    assumeTrue(isDone);
    // a copy of the message of a run is a run, which may have done everything before
    report
        .filter(it -> kind != Mischief.Kind.COPIED || !it.transfers().isEmpty())
        .ifPresent(MischiefTest::requireOneOutcomeEach);
    run();
    RunReport last = run().orElseThrow();
    if (last.transfers().stream().anyMatch(MischiefTest::waitsForAge)) {
      return;
    }
    assertThat(last.outcome()).as(last.toString()).isEqualTo(RunOutcome.IN_SYNC);
    // an edit may leave out the deletion of a hidden image that was replaced
    assertThat(cloud.copies())
        .filteredOn(it -> !it.get("os_hidden").asBoolean())
        .extracting(it -> it.get("name").asText())
        .containsExactlyInAnyOrder("new", "changed", "other");
    isStuck = false;
  }

  /** If a copy is created twice, the second one looks like that of another GlanceSync. */
  private static boolean waitsForAge(TransferResult result) {
    return result.error().filter(it -> it.contains("another GlanceSync seems to be")).isPresent();
  }

  /** A run may break off, but then it says so. */
  private static Optional<RunReport> run() {
    try {
      return Optional.of(started.engine().run(BURGOS));
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }

  private static void awaitQuiet() throws InterruptedException {
    var runLock = started.context().getRegistry().lookupByNameAndType("runLock", RunLock.class);
    assertThat(runLock.awaitNone(Duration.ofSeconds(30))).isTrue();
  }

  private static void requireOneOutcomeEach(RunReport report) {
    assertThat(report.transfers()).extracting(TransferResult::image).doesNotHaveDuplicates();
    if (report.regions().stream().allMatch(it -> it.outcome() == RegionOutcome.DONE)) {
      assertThat(report.transfers())
          .extracting(TransferResult::image)
          .containsExactlyInAnyOrder("new", "changed", "other");
    }
  }
}
