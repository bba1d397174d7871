package io.glancesync.engine.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glancesync.StartedEngine;
import io.glancesync.deadletter.DeadLetter;
import io.glancesync.deadletter.DeadLetterStore;
import io.glancesync.deadletter.Retry;
import io.glancesync.embedded.http.Fault;
import io.glancesync.embedded.http.Operation;
import io.glancesync.engine.SmallCloud;
import io.glancesync.engine.Targets;
import io.glancesync.error.Attempt;
import io.glancesync.error.ErrorClass;
import io.glancesync.error.RefusedException;
import io.glancesync.file.ProcessLock;
import io.glancesync.report.Check;
import io.glancesync.report.Check.CheckStatus;
import io.glancesync.report.RunReport;
import io.glancesync.report.TransferResult;
import io.glancesync.report.TransferResult.TransferOutcome;
import io.glancesync.run.ImageScope;
import io.glancesync.run.RunRequest;
import io.glancesync.store.RuntimeStores;
import io.glancesync.store.RuntimeStores.StoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a run leaves behind of a transfer that fails, and what later runs make of it. */
@Timeout(300)
class DeadLettersTest {
  private static final int RETRIES = 2;

  @TempDir Path home;
  private final SmallCloud cloud = new SmallCloud();
  private StartedEngine started;
  private DeadLetterStore letters;

  @BeforeEach
  void one_image_to_copy() {
    cloud.master("ubuntu", 300_000);
    letters =
        RuntimeStores.inFiles(home.resolve("var"), Clock.systemUTC(), StoreSettings.NONE).letters();
  }

  @AfterEach
  void stop() {
    if (started != null) {
      started.close();
    }
    cloud.close();
  }

  private StartedEngine started(String... properties) {
    if (started == null) {
      Map<String, String> all =
          new HashMap<>(
              Map.of(
                  "glancesync.retry.initial-delay",
                  "1ms",
                  "glancesync.retry.max-retries",
                  "" + RETRIES,
                  "glancesync.dead-letter.max-wait",
                  "0"));
      for (int i = 0; i < properties.length; i += 2) {
        all.put(properties[i], properties[i + 1]);
      }
      started = new StartedEngine(home, cloud.configuration(), UnaryOperator.identity(), all);
    }
    return started;
  }

  private RunReport run() {
    return started().engine().run(new RunRequest(List.of("Burgos"), false, 1));
  }

  private DeadLetter onlyLetter() {
    assertThat(letters.all()).hasSize(1);
    return letters.all().get(0);
  }

  @ParameterizedTest
  @CsvSource({
    "CREATE, 400, 1, permanent",
    "CREATE, 403, 1, permanent",
    "UPLOAD, 413, 1, permanent",
    "UPLOAD, 415, 1, permanent",
    "UPLOAD, 409, 3, transient",
    "CHANGE, 409, 1, permanent",
    "CREATE, 429, 3, transient",
    "UPLOAD, 503, 3, transient",
    "DOWNLOAD, 500, 3, transient",
    "CHANGE, 504, 3, transient",
    "CREATE, 401, 2, credential",
    "UPLOAD, 401, 2, credential",
    "DOWNLOAD, 404, 1, permanent"
  })
  void each_request_that_failed_is_told(
      Operation operation, int status, int attempts, String errorClass) {
    cloud.faults().on(operation).then(Fault.status(status));

    RunReport report = run();

    DeadLetter letter = onlyLetter();
    assertThat(letter.errorClass()).hasToString(errorClass);
    assertThat(letter.attempts())
        .hasSize(attempts)
        .allSatisfy(
            it -> {
              assertThat(it.answer()).startsWith(status + " ");
              assertThat(it.run()).isEqualTo(report.run());
            });
    assertThat(letter.error() + "; " + letter.remedy())
        .isEqualTo(report.transfers().get(0).error().orElseThrow());
    assertThat(letter.remedy()).isNotBlank();
    assertThat(letter.transfer().run()).isEqualTo(report.run());
  }

  @Test
  void a_run_by_other_rules_closes_no_letter_of_what_it_does_not_select() throws IOException {
    cloud.burgos.room(1000);
    run();
    DeadLetter letter = onlyLetter();
    started.close();
    started =
        new StartedEngine(home, cloud.selecting("another"), UnaryOperator.identity(), Map.of());

    started
        .engine()
        .run(new RunRequest(List.of("Burgos"), false, 1, Set.of(), new ImageScope.All(), true));
    assertThat(onlyLetter()).isEqualTo(letter);

    run();
    assertThat(letters.all()).isEmpty();
  }

  @Test
  void a_retry_by_other_rules_closes_no_letter_of_what_it_does_not_select() throws IOException {
    cloud.burgos.room(1000);
    run();
    DeadLetter letter = onlyLetter();
    started.close();
    started =
        new StartedEngine(home, cloud.selecting("another"), UnaryOperator.identity(), Map.of());

    started.engine().retry(new Retry(letters.all(), true));
    assertThat(onlyLetter()).isEqualTo(letter);
    assertThat(files("dead-letter/retry")).isEmpty();

    started.engine().retry(new Retry(letters.all(), false));
    assertThat(letters.all()).isEmpty();
  }

  @Test
  void the_request_can_be_found_in_the_log_of_that_server() {
    cloud.burgos.room(1000);

    run();

    assertThat(onlyLetter().attempts())
        .singleElement()
        .satisfies(it -> assertThat(it.answer()).isEqualTo("413 Request Too Long"))
        .satisfies(it -> assertThat(it.requestId().orElseThrow()).matches("req-[0-9a-f-]{36}"));
  }

  @Test
  void a_connection_that_breaks_is_told_each_time() {
    cloud.faults().on(Operation.UPLOAD).then(Fault.reset());

    run();

    assertThat(onlyLetter().errorClass()).isEqualTo(ErrorClass.TRANSIENT);
    assertThat(onlyLetter().attempts())
        .hasSize(RETRIES + 1)
        .allMatch(it -> it.answer().contains("connection"))
        .allMatch(it -> it.requestId().isEmpty());
  }

  @Test
  void what_is_refused_between_requests_is_told_as_well() {
    cloud.faults().on(Operation.UPLOAD).then(Fault.corruptedReceiving(5));

    run();

    assertThat(onlyLetter().errorClass()).isEqualTo(ErrorClass.PERMANENT);
    assertThat(onlyLetter().attempts())
        .singleElement()
        .satisfies(it -> assertThat(it.answer()).contains("another hash"));
  }

  @Test
  void signing_in_within_a_transfer_is_told_too() {
    run();
    cloud.reset();
    cloud.master("ubuntu", 300_000);
    cloud.faults().on(Operation.CREATE).times(1).then(Fault.revoked());
    cloud.faults().on(Operation.SIGN_IN).then(Fault.status(503));

    run();

    assertThat(onlyLetter().attempts())
        .extracting(Attempt::answer)
        .startsWith("401 Unauthorized", "503 Service Unavailable")
        .filteredOn(it -> it.startsWith("503"))
        .hasSizeGreaterThan(RETRIES);
  }

  @Test
  void a_new_token_that_is_refused_is_told_too() {
    run();
    cloud.reset();
    cloud.master("ubuntu", 300_000);
    cloud.faults().on(Operation.CREATE).times(1).then(Fault.revoked());
    cloud.faults().on(Operation.SIGN_IN).then(Fault.status(403));

    run();

    assertThat(onlyLetter().attempts())
        .extracting(it -> it.answer().substring(0, 3))
        .startsWith("401", "403");
  }

  @Test
  void a_listing_that_fails_is_no_transfer() {
    cloud.faults().on(Operation.LIST).in("Burgos").then(Fault.status(503));

    run();

    assertThat(letters.all()).isEmpty();
  }

  @Test
  void no_secret_gets_into_a_letter() throws IOException {
    String token = "gAAAA" + "secret-token_".repeat(5);
    cloud
        .faults()
        .on(Operation.UPLOAD)
        .then(Fault.answer(413, "text/plain", "refused, you sent X-Auth-Token: " + token));

    RunReport report = run();

    assertThat(report.toString()).doesNotContain("gAAAA", Targets.PASSWORD);
    for (Path file : files("dead-letter")) {
      assertThat(Files.readString(file))
          .contains("you sent X-Auth-Token: ***")
          .doesNotContain("gAAAA", "secret-token", Targets.PASSWORD);
    }
  }

  @Test
  void the_same_failing_transfer_is_the_same_letter() throws IOException {
    cloud.faults().on(Operation.UPLOAD).then(Fault.status(413));
    RunReport first = run();
    DeadLetter before = onlyLetter();
    List<Path> file = files("dead-letter");

    RunReport second = run();

    DeadLetter after = onlyLetter();
    assertThat(files("dead-letter")).isEqualTo(file);
    assertThat(after.id()).isEqualTo(before.id());
    assertThat(after.firstFailed()).isEqualTo(before.firstFailed());
    assertThat(after.lastFailed()).isAfter(before.lastFailed());
    assertThat(after.attempts())
        .extracting(Attempt::run)
        .containsExactly(first.run(), second.run());
  }

  @Test
  void a_letter_is_closed_by_the_run_that_does_its_transfer() {
    cloud.faults().on(Operation.UPLOAD).then(Fault.status(413));
    run();
    cloud.faults().clear();

    run();

    assertThat(letters.all()).isEmpty();
    assertThat(cloud.copies()).hasSize(1);
  }

  @Test
  void a_letter_is_closed_when_nobody_wants_its_image_any_more() {
    cloud.master("debian", 10);
    cloud.faults().on(Operation.UPLOAD).of("ubuntu").then(Fault.status(413));
    run();
    assertThat(onlyLetter().image()).isEqualTo("ubuntu");
    cloud.valladolid.images().stream()
        .filter(it -> it.path("name").asText().equals("ubuntu"))
        .forEach(it -> cloud.valladolid.remove(it.path("id").asText()));

    run();

    assertThat(letters.all()).isEmpty();
  }

  @Test
  void a_dry_run_touches_no_letter() {
    cloud.faults().on(Operation.UPLOAD).then(Fault.status(413));
    run();
    cloud.valladolid.clear();
    cloud.master("debian", 10);

    started().engine().run(new RunRequest(List.of("Burgos"), true, 1));

    assertThat(letters.all()).hasSize(1);
  }

  @Test
  void a_retry_does_what_failed_and_nothing_else() throws IOException {
    cloud.faults().on(Operation.UPLOAD).of("ubuntu").then(Fault.status(413));
    run();
    cloud.faults().clear();
    cloud.master("debian", 10);

    RunReport report = started().engine().retry(new Retry(letters.all(), false));

    assertThat(report.transfers())
        .singleElement()
        .satisfies(it -> assertThat(it.image()).isEqualTo("ubuntu"))
        .satisfies(it -> assertThat(it.outcome()).isEqualTo(TransferOutcome.DONE));
    assertThat(letters.all()).isEmpty();
    assertThat(files("dead-letter/retry")).isEmpty();
  }

  @Test
  void a_retry_that_fails_again_leaves_the_letter_where_it_was() throws IOException {
    cloud.faults().on(Operation.UPLOAD).then(Fault.status(413));
    run();
    List<Path> file = files("dead-letter");

    started().engine().retry(new Retry(letters.all(), false));

    assertThat(files("dead-letter")).isEqualTo(file);
    assertThat(files("dead-letter/retry")).isEmpty();
    assertThat(onlyLetter().attempts()).hasSize(2);
  }

  @Test
  void a_retry_while_the_region_is_down_leaves_the_letter_as_it_was() throws IOException {
    cloud.faults().on(Operation.UPLOAD).then(Fault.status(413));
    run();
    DeadLetter before = onlyLetter();
    cloud.burgos.shut();

    RunReport report = started().engine().retry(new Retry(letters.all(), false));

    assertThat(report.isAnyRegionUnreachable()).isTrue();
    assertThat(files("dead-letter")).hasSize(1);
    assertThat(onlyLetter()).isEqualTo(before);
  }

  @Test
  @SuppressWarnings("try")
  void while_another_run_is_under_way_what_is_requested_stays_requested() throws Exception {
    cloud.faults().on(Operation.UPLOAD).then(Fault.status(413));
    run();
    letters.request(letters.all());

    try (var other = ProcessLock.take(home.resolve("var"), ProcessLock.RUN).orElseThrow()) {
      assertThatThrownBy(() -> started().engine().retry(new Retry(letters.requested(), false)))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("Another run is under way");
    }

    assertThat(files("dead-letter/retry")).hasSize(1);
  }

  @Test
  void who_only_looks_moves_no_file_that_cannot_be_understood() throws IOException {
    cloud.burgos.room(1000);
    run();
    for (String name : List.of("in-flight", "dead-letter")) {
      Path file = Files.createDirectories(home.resolve("var").resolve(name)).resolve("broken.json");
      Files.writeString(file, "garbage");
      Files.setLastModifiedTime(file, FileTime.fromMillis(0));
    }

    started().engine().run(new RunRequest(List.of("Burgos"), true, 1));
    List<Check> checks = started().engine().check(false);

    assertThat(checks).extracting(Check::text).anyMatch(it -> it.contains("letter/broken.json"));
    assertThat(checks).extracting(Check::text).anyMatch(it -> it.contains("flight/broken.json"));
    for (String name : List.of("in-flight", "dead-letter")) {
      assertThat(home.resolve("var").resolve(name).resolve("broken.json")).hasContent("garbage");
    }
  }

  @Test
  void the_service_tries_again_what_is_dropped_into_the_folder() throws Exception {
    cloud.faults().on(Operation.UPLOAD).then(Fault.status(413));
    run();
    Path retry = Files.createDirectories(home.resolve("var/dead-letter/retry"));
    Files.move(files("dead-letter").get(0), retry.resolve("again.json"));
    assertThat(onlyLetter().attempts()).hasSize(1);

    started().context().getRouteController().startRoute("poll-retry-folder");
    while (letters.all().get(0).attempts().size() < 2 || !files("dead-letter/retry").isEmpty()) {
      Thread.sleep(50);
    }
    assertThat(files("dead-letter")).hasSize(1);

    cloud.faults().clear();
    Files.move(files("dead-letter").get(0), retry.resolve("again.json"));
    while (!letters.all().isEmpty()) {
      Thread.sleep(50);
    }
    assertThat(cloud.copies()).hasSize(1);
  }

  @Test
  void a_retry_judges_only_what_it_is_about() {
    cloud.master("debian", 10);
    cloud.faults().on(Operation.UPLOAD).then(Fault.status(413));
    run();
    cloud.faults().clear();
    List<DeadLetter> ubuntu =
        letters.all().stream().filter(it -> it.image().equals("ubuntu")).toList();

    started().engine().retry(new Retry(ubuntu, false));

    assertThat(onlyLetter().image()).isEqualTo("debian");
  }

  @Test
  void when_there_are_too_many_no_other_is_kept_and_check_says_so() {
    cloud.master("debian", 10);
    cloud.faults().on(Operation.UPLOAD).then(Fault.status(413));
    started("glancesync.dead-letter.max-count", "1");

    RunReport report = run();

    assertThat(report.transfers())
        .hasSize(2)
        .allMatch(it -> it.outcome() == TransferOutcome.FAILED);
    assertThat(letters.all()).hasSize(1);
    assertThat(checked().verdict()).isEqualTo(CheckStatus.FAILED);
    assertThat(checked().text())
        .startsWith("1, as many as glancesync.dead-letter.max-count allows");
  }

  @Test
  void check_warns_of_what_is_old() {
    cloud.faults().on(Operation.UPLOAD).then(Fault.status(413));
    run();
    assertThat(checked().verdict()).isEqualTo(CheckStatus.OK);
    assertThat(checked().text()).matches("1, the oldest is of \\S{10}T\\d\\d:\\d\\d:\\d\\dZ; .*");
    DeadLetter letter = onlyLetter();
    letters.remove(List.of(letter));
    letters.put(
        new DeadLetter(
            letter.firstFailed().minus(Duration.ofDays(31)),
            letter.lastFailed(),
            letter.errorClass(),
            letter.error(),
            letter.remedy(),
            letter.attempts(),
            Optional.empty(),
            letter.transfer()),
        1000);

    assertThat(checked().verdict()).isEqualTo(CheckStatus.WARNING);
    assertThat(checked().text()).startsWith("1 dead letter is older than 30 days");
  }

  @Test
  void a_folder_that_cannot_be_used_costs_no_run_its_result() throws IOException {
    Files.createDirectories(home.resolve("var"));
    Files.writeString(home.resolve("var/dead-letter"), "a file where the folder should be");
    cloud.master("debian", 10);
    cloud.faults().on(Operation.UPLOAD).of("ubuntu").then(Fault.status(413));

    RunReport report = run();

    assertThat(report.transfers())
        .extracting(TransferResult::outcome)
        .containsExactlyInAnyOrder(TransferOutcome.DONE, TransferOutcome.FAILED);
    assertThat(report.regions()).hasSize(1);
    assertThat(checked().verdict()).isEqualTo(CheckStatus.FAILED);
  }

  private Check checked() {
    return started().engine().check(false).stream()
        .filter(it -> it.subject().equals("dead letters"))
        .findFirst()
        .orElseThrow();
  }

  private List<Path> files(String name) throws IOException {
    Path folder = home.resolve("var").resolve(name);
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (var files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
