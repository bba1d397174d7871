package io.glancesync.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.glancesync.StartedEngine;
import io.glancesync.embedded.http.Fault;
import io.glancesync.embedded.http.Operation;
import io.glancesync.report.RunReport;
import io.glancesync.report.RunReport.RunOutcome;
import io.glancesync.report.TransferResult;
import io.glancesync.report.TransferResult.TransferOutcome;
import io.glancesync.run.ImageScope;
import io.glancesync.run.RunRequest;
import io.glancesync.transfer.Transfers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A region does what it is asked for, and its answer is lost, late or somebody else's. */
@Timeout(120)
class LostAnswersTest {
  @TempDir Path home;
  private final SmallCloud cloud = new SmallCloud();
  private StartedEngine started;

  @AfterEach
  void stop() {
    started.close();
    cloud.close();
  }

  private RunReport run(int retries) {
    return run(retries, 50, new RunRequest(List.of("Burgos"), false, 1));
  }

  private RunReport run(int retries, int spoolLimit, RunRequest request) {
    if (started == null) {
      started =
          new StartedEngine(
              home,
              cloud.configuration(),
              UnaryOperator.identity(),
              Map.of(
                  "glancesync.retry.max-retries", Integer.toString(retries),
                  "glancesync.retry.initial-delay", "10ms",
                  "glancesync.dead-letter.max-wait", "0",
                  "glancesync.region.probe-interval", "50ms",
                  "glancesync.request.response-timeout", "5s",
                  "glancesync.request.store-timeout", "3s",
                  "glancesync.spool.max-size", Integer.toString(spoolLimit) + "GB",
                  "glancesync.region.outage-timeout", "0s"));
    }
    return started.engine().run(request);
  }

  private static void ends(RunReport report, RunOutcome outcome) {
    assertThat(report.outcome()).as(report::toString).isEqualTo(outcome);
  }

  private int requests(Operation operation) {
    return cloud.times(operation, "Burgos").size();
  }

  private void is_published_and_was_sent_once() {
    assertThat(cloud.copies()).hasSize(1);
    JsonNode copy = cloud.copies().get(0);
    assertThat(copy.path("status").asText()).isEqualTo("active");
    assertThat(copy.path("os_hidden").asBoolean()).isFalse();
    assertThat(requests(Operation.UPLOAD)).as("PUTs").isEqualTo(1);
    assertThat(cloud.times(Operation.DOWNLOAD, "Valladolid")).as("GETs").hasSize(1);
    assertThat(home.resolve("var/in-flight")).isEmptyDirectory();
  }

  static Stream<Arguments> answers() {
    return Stream.of(
        Arguments.of("lost", Fault.lostAnswer()),
        Arguments.of("a proxy's 504", Fault.doneBut(504, "Gateway Time-out")),
        Arguments.of("a proxy's 500", Fault.doneBut(500, "Oops")),
        Arguments.of("a 409", Fault.doneBut(409, "Oops")),
        Arguments.of("a proxy's page", Fault.doneBut(200, "<html>Welcome</html>")));
  }

  private static Stream<Arguments> eachRequest() {
    return Stream.of(Operation.CREATE, Operation.UPLOAD, Operation.CHANGE)
        .flatMap(
            operation ->
                answers()
                    // of an id that another GlanceSync may just have taken nobody knows whose it is
                    .filter(it -> operation != Operation.CREATE || !it.get()[0].equals("a 409"))
                    .map(it -> Arguments.of(operation, it.get()[0], it.get()[1])));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("eachRequest")
  void what_was_done_is_not_done_again(Operation operation, String what, Fault fault) {
    cloud.master("ubuntu", 700_000);
    cloud.faults().on(operation).in("Burgos").times(1).then(fault);

    RunReport report = run(3);

    assertThat(report.transfers())
        .extracting(TransferResult::outcome)
        .containsExactly(TransferOutcome.DONE);
    is_published_and_was_sent_once();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("eachRequest")
  void nor_where_nothing_is_tried_again(Operation operation, String what, Fault fault) {
    cloud.master("ubuntu", 700_000);
    cloud.faults().on(operation).in("Burgos").times(1).then(fault);

    ends(run(0), RunOutcome.CHANGED);
    is_published_and_was_sent_once();
  }

  @Test
  void what_a_region_still_stores_is_waited_for() {
    cloud.master("ubuntu", 700_000);
    cloud
        .faults()
        .on(Operation.UPLOAD)
        .times(1)
        .then(Fault.doneBut(504, "Gateway Time-out", () -> storesFor(Duration.ofMillis(600))));

    ends(run(1), RunOutcome.CHANGED);
    is_published_and_was_sent_once();
  }

  private void storesFor(Duration time) {
    String id = cloud.copies().get(0).path("id").asText();
    cloud.burgos.set(id, "status", "saving");
    CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS)
        .execute(() -> cloud.burgos.set(id, "status", "active"));
  }

  @Test
  void what_reaches_a_region_only_after_it_was_looked_at_is_waited_for() {
    cloud.master("ubuntu", 700_000);
    cloud
        .faults()
        .on(Operation.UPLOAD)
        .times(1)
        .then(Fault.doneBut(504, "Gateway Time-out", () -> setStatus("queued")));
    cloud
        .faults()
        .on(Operation.UPLOAD)
        .skip(1)
        .times(1)
        .then(Fault.meanwhile(() -> storesFor(Duration.ofMillis(600))));

    ends(run(1), RunOutcome.CHANGED);
    assertThat(cloud.copies()).hasSize(1);
    assertThat(cloud.copies().get(0).path("os_hidden").asBoolean()).isFalse();
    assertThat(requests(Operation.UPLOAD)).as("PUTs, the second of which is refused").isEqualTo(2);
    assertThat(home.resolve("var/in-flight")).isEmptyDirectory();
  }

  private void setStatus(String status) {
    cloud.burgos.set(cloud.copies().get(0).path("id").asText(), "status", status);
  }

  @Test
  void what_a_region_never_ends_to_store_fails_with_what_is_there() {
    cloud.master("ubuntu", 700_000);
    cloud
        .faults()
        .on(Operation.UPLOAD)
        .times(1)
        .then(Fault.doneBut(504, "Gateway Time-out", () -> storesFor(Duration.ofDays(1))));

    RunReport report = run(1);

    assertThat(report.transfers().get(0).error().orElseThrow())
        .contains("is still saving after 3 s");
    assertThat(requests(Operation.UPLOAD)).isEqualTo(1);
    assertThat(cloud.copies()).isEmpty();
  }

  @Test
  void what_a_region_stores_after_it_said_that_all_is_done_is_waited_for() {
    cloud.master("ubuntu", 700_000);
    cloud.faults().on(Operation.UPLOAD).times(1).then(Fault.storedLater(204, 4));

    ends(run(0), RunOutcome.CHANGED);
    is_published_and_was_sent_once();
  }

  @Test
  void what_did_not_arrive_is_sent_again() {
    cloud.master("ubuntu", 700_000);
    cloud.faults().on(Operation.UPLOAD).times(1).then(Fault.resetAfterReceiving(300_000));

    ends(run(1), RunOutcome.CHANGED);
    assertThat(requests(Operation.UPLOAD)).isEqualTo(2);
    assertThat(cloud.copies()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"403", "500"})
  void a_verified_copy_that_cannot_be_published_stays_for_the_next_run(int status) {
    cloud.master("ubuntu", 700_000);
    cloud.faults().on(Operation.CHANGE).in("Burgos").then(Fault.status(status));

    RunReport failed = run(1);

    ends(failed, RunOutcome.FAILED);
    assertThat(failed.transfers().get(0).error().orElseThrow()).contains(String.valueOf(status));
    assertThat(cloud.copies()).hasSize(1);
    assertThat(cloud.copies().get(0).path("os_hidden").asBoolean()).isTrue();

    cloud.faults().clear();
    ends(run(1), RunOutcome.CHANGED);
    is_published_and_was_sent_once();
  }

  @Test
  void a_verified_copy_that_nobody_wants_any_more_goes() {
    cloud.master("ubuntu", 700_000);
    cloud.faults().on(Operation.CHANGE).in("Burgos").then(Fault.status(403));
    run(0);
    cloud.faults().clear();
    cloud.valladolid.clear();
    cloud.master("debian", 10);

    run(0);

    assertThat(cloud.copies()).extracting(it -> it.path("name").asText()).containsExactly("debian");
    assertThat(home.resolve("var/in-flight")).isEmptyDirectory();
  }

  @Test
  void a_region_that_is_away_right_after_it_has_stored_all_is_sent_nothing_twice() {
    cloud.master("ubuntu", 700_000);
    cloud.faults().on(Operation.UPLOAD).times(1).then(Fault.lostAnswer());
    cloud.faults().on(Operation.SHOW).in("Burgos").then(Fault.status(503));

    ends(run(1), RunOutcome.FAILED);

    cloud.faults().clear();
    ends(run(1), RunOutcome.CHANGED);
    is_published_and_was_sent_once();
  }

  @ParameterizedTest
  @EnumSource(
      value = Operation.class,
      names = {"CREATE", "UPLOAD", "CHANGE"})
  void a_look_is_taken_again_as_any_request_is(Operation operation) {
    cloud.master("ubuntu", 700_000);
    cloud.faults().on(operation).in("Burgos").times(1).then(Fault.doneBut(504, "Time-out"));
    cloud.faults().on(Operation.SHOW).in("Burgos").times(2).then(Fault.status(503));

    ends(run(2), RunOutcome.CHANGED);
    is_published_and_was_sent_once();
  }

  @ParameterizedTest
  @EnumSource(
      value = Operation.class,
      names = {"CREATE", "UPLOAD", "CHANGE"})
  void and_not_more_often(Operation operation) {
    int retries = 2;
    cloud.master("ubuntu", 700_000);
    cloud
        .faults()
        .on(operation)
        .in("Burgos")
        .times(1 + retries)
        .then(Fault.doneBut(504, "Time-out"));
    cloud.faults().on(Operation.SHOW).in("Burgos").then(Fault.status(503));

    ends(run(retries), RunOutcome.FAILED);
    // once for the request, once to see what has become of the copy
    assertThat(requests(Operation.SHOW)).isLessThanOrEqualTo(2 * (1 + retries));
    assertThat(requests(Operation.UPLOAD)).isLessThanOrEqualTo(1);
  }

  @Test
  void a_look_may_need_a_new_token_whatever_was_tried_before() {
    cloud.master("ubuntu", 700_000);
    cloud.faults().on(Operation.UPLOAD).times(2).then(Fault.resetAfterReceiving(300_000));
    cloud.faults().on(Operation.UPLOAD).skip(2).times(1).then(Fault.lostAnswer());
    cloud.faults().on(Operation.SHOW).in("Burgos").times(1).then(Fault.status(401));

    ends(run(3), RunOutcome.CHANGED);
    assertThat(requests(Operation.UPLOAD)).isEqualTo(3);
    assertThat(cloud.copies()).hasSize(1);
  }

  static Stream<Arguments> narrowedRuns() {
    return Stream.of(
        Arguments.of(new ImageScope.OfRegions(Map.of(Transfers.BURGOS, Set.of("debian"))), false),
        Arguments.of(new ImageScope.All(), true));
  }

  @ParameterizedTest
  @MethodSource("narrowedRuns")
  void a_verified_copy_stays_in_a_run_that_is_not_about_it(ImageScope images, boolean isNarrowed) {
    String master = cloud.master("ubuntu", 700_000);
    cloud.faults().on(Operation.CHANGE).in("Burgos").times(1).then(Fault.status(403));
    run(0);
    // as a condition of the command line would leave it out
    cloud.valladolid.set(master, "name", isNarrowed ? "other_obsolete" : "ubuntu");
    cloud.master("debian", 1000);

    run(0, 50, new RunRequest(List.of("Burgos"), false, 1, Set.of(), images, isNarrowed));

    assertThat(cloud.copies())
        .extracting(it -> it.path("name").asText())
        .containsExactlyInAnyOrder("ubuntu", "debian");
  }

  @Test
  void what_an_earlier_try_sent_says_nothing_of_one_that_the_master_breaks_off() {
    cloud.master("ubuntu", 700_000);
    cloud.faults().on(Operation.UPLOAD).times(1).then(Fault.doneBut(500, "Oops", this::loses));
    cloud.faults().on(Operation.DOWNLOAD).skip(1).times(1).then(Fault.status(503));

    RunReport report = run(4, 0, new RunRequest(List.of("Burgos"), false, 1));

    assertThat(report.outcome()).as(report.toString()).isEqualTo(RunOutcome.CHANGED);
    assertThat(cloud.copies()).hasSize(1);
  }

  private void loses() {
    cloud.burgos.set(cloud.copies().get(0).path("id").asText(), "status", "queued");
  }

  @Test
  void what_arrived_wrong_of_a_hidden_image_without_a_hash_goes() {
    String master = cloud.master("ubuntu", 700_000);
    cloud.valladolid.set(master, "os_hidden", true);
    withoutHash(master);
    cloud.faults().on(Operation.UPLOAD).times(1).then(Fault.corruptedReceiving(1000));

    ends(run(0), RunOutcome.FAILED);

    assertThat(cloud.copies()).isEmpty();
  }

  private void withoutHash(String master) {
    for (String field : new String[] {"checksum", "os_hash_algo", "os_hash_value"}) {
      cloud.valladolid.set(master, field, null);
    }
  }

  @Test
  void a_verified_copy_without_a_hash_stays_when_the_next_run_comes_to_nothing() {
    withoutHash(cloud.master("ubuntu", 700_000));
    cloud.faults().on(Operation.CHANGE).in("Burgos").times(1).then(Fault.status(500));
    run(0);
    String copy = cloud.copies().get(0).path("id").asText();
    // too long ago for another GlanceSync to be at it
    cloud.burgos.set(copy, "updated_at", "2020-01-01T00:00:00Z");
    cloud.faults().on(Operation.CREATE).in("Burgos").times(1).then(Fault.status(403));
    run(0);

    ends(run(0), RunOutcome.CHANGED);

    is_published_and_was_sent_once();
  }

  @Test
  void a_verified_copy_is_not_forgotten_when_the_next_run_comes_to_nothing() {
    String master = cloud.master("ubuntu", 700_000);
    cloud.faults().on(Operation.CHANGE).in("Burgos").times(1).then(Fault.status(500));
    run(0);
    cloud.faults().on(Operation.CREATE).in("Burgos").times(1).then(Fault.status(403));
    run(0);
    cloud.valladolid.remove(master);
    cloud.master("debian", 1000);

    run(0);

    assertThat(cloud.copies()).extracting(it -> it.path("name").asText()).containsExactly("debian");
    assertThat(home.resolve("var/in-flight")).isEmptyDirectory();
  }
}
