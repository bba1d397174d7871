package io.glancesync.engine;

import static io.glancesync.engine.Targets.configuration;
import static io.glancesync.engine.Targets.target;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.glancesync.StartedEngine;
import io.glancesync.openstack.Glance;
import io.glancesync.plan.CopyId;
import io.glancesync.report.RegionResult;
import io.glancesync.report.RegionResult.RegionOutcome;
import io.glancesync.report.RunReport;
import io.glancesync.report.TransferResult;
import io.glancesync.report.TransferResult.TransferOutcome;
import io.glancesync.run.RunRequest;
import io.glancesync.transfer.Transfers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a run when requests go wrong that the real servers do not spoil on demand. */
@Timeout(300)
class RequestsTest {
  private static final int RETRIES = 3;
  private static final String SIGN_IN = "POST /v3/auth/tokens";
  private static final String LIST = "GET /burgos/v2/images\\?limit=1000";
  private static final String CREATE = "POST /burgos/v2/images";
  private static final String DOWNLOAD = "GET /valladolid/.*/file";
  private static final String UPLOAD = "PUT /burgos/.*/file";
  private static final String PATCH = "PATCH /burgos/.*";

  @TempDir static Path home;
  private static StubCloud cloud;
  private static StartedEngine started;

  private final byte[] content = new byte[600_000];

  @BeforeAll
  static void start() throws IOException {
    cloud = new StubCloud();
    started = new StartedEngine(home, configuration(target("master", cloud.keystone())));
  }

  @AfterAll
  static void stop() {
    started.close();
    cloud.close();
  }

  @BeforeEach
  void one_image_to_copy() {
    cloud.reset();
    new Random(1).nextBytes(content);
    cloud.master("ubuntu", content);
  }

  @Test
  void without_trouble_a_copy_takes_one_request_of_each_kind() {
    assertDone(run());

    for (String request : List.of(CREATE, DOWNLOAD, UPLOAD, PATCH)) {
      assertThat(cloud.count(request)).as(request).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {LIST, CREATE, DOWNLOAD, UPLOAD, PATCH, "GET /burgos/v2/images/.*"})
  void a_token_that_is_refused_in_the_middle_is_renewed_once(String request) {
    run("Valladolid");
    cloud.answers(request, 1, 401, "expired");

    assertDone(run());

    assertThat(cloud.count(SIGN_IN)).isEqualTo(1);
  }

  @Test
  void tokens_that_are_revoked_are_renewed() {
    run("Valladolid");
    cloud.revokeTokens();

    assertDone(run());

    assertThat(cloud.count(SIGN_IN)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {CREATE, DOWNLOAD, UPLOAD, PATCH})
  void a_token_that_is_refused_twice_is_not_renewed_for_ever(String request) {
    run("Valladolid");
    cloud.answers(request, 1000, 401, "");

    assertThat(failed(run())).contains("401").contains("the token was refused twice");
    assertThat(cloud.count(request)).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {CREATE, DOWNLOAD, UPLOAD, PATCH})
  void a_passing_error_is_tried_again(String request) {
    cloud.answers(request, RETRIES, 503, "busy");

    assertDone(run());

    assertThat(cloud.count(request)).isEqualTo(RETRIES + 1);
  }

  @ParameterizedTest
  @CsvSource({
    "408, " + CREATE,
    "429, " + CREATE,
    "500, " + DOWNLOAD,
    "502, " + UPLOAD,
    "503, " + CREATE,
    "503, " + DOWNLOAD,
    "503, " + UPLOAD,
    "503, " + PATCH,
    "504, " + PATCH
  })
  void a_passing_error_that_does_not_pass_ends(int status, String request) {
    cloud.answers(request, 1000, status, "busy");

    assertThat(failed(run())).contains(status + " ").contains("(busy)");
    assertThat(cloud.count(request)).isEqualTo(RETRIES + 1);
  }

  @Test
  void a_region_that_cannot_be_listed_ends_too_and_is_unreachable() {
    cloud.answers(LIST, 1000, 503, "busy");

    RegionResult region = run().regions().get(0);

    assertThat(region.outcome()).isEqualTo(RegionOutcome.UNREACHABLE);
    assertThat(region.error().orElseThrow()).contains("Tried to list the images of Burgos", "503");
    assertThat(cloud.count(LIST)).isEqualTo(RETRIES + 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 403, 413, 415})
  void what_no_second_try_changes_is_not_tried_again(int status) {
    for (String request : List.of(CREATE, UPLOAD, PATCH)) {
      one_image_to_copy();
      cloud.answers(request, 1000, status, "no");

      assertThat(failed(run())).contains(status + " ").contains("(no)");
      assertThat(cloud.count(request)).as(request).isEqualTo(1);
      if (request.equals(PATCH)) {
        assertThat(copies()).as("what was sent").hasSize(1);
        assertThat(copies().get(0).path("os_hidden").asBoolean()).isTrue();
      } else {
        assertNothingIsLeft();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void an_id_that_was_used_before_leads_to_the_next_one(int used) {
    for (int counter = 0; counter < used; counter++) {
      cloud.usedUp(id(counter));
    }

    assertDone(run());

    assertThat(cloud.count(CREATE)).isEqualTo(used + 1);
    assertThat(copies().get(0).path("id").asText()).isEqualTo(id(used));
  }

  @Test
  void after_an_id_that_was_used_before_a_passing_error_is_tried_again_all_the_same() {
    cloud.usedUp(id(0));
    cloud.answers(UPLOAD, RETRIES, 503, "busy");
    cloud.answers(PATCH, RETRIES, 503, "busy");

    assertDone(run());
  }

  @Test
  void a_connection_that_breaks_in_the_upload_is_sent_again_from_the_spool() {
    cloud.breaksOff(UPLOAD, 2);

    assertDone(run());

    assertThat(cloud.count(UPLOAD)).isEqualTo(3);
    assertThat(cloud.count(DOWNLOAD)).isEqualTo(1);
    assertThat(cloud.count(CREATE)).isEqualTo(1);
  }

  @Test
  void a_download_that_breaks_goes_on() {
    cloud.sendsOnly(DOWNLOAD, 2, 300_000);

    assertDone(run());

    assertThat(cloud.count(DOWNLOAD)).isEqualTo(3);
  }

  @Test
  void a_download_that_always_breaks_ends_and_leaves_nothing() {
    cloud.reset();
    cloud.master("ubuntu", new byte[3 << 20]);
    cloud.sendsOnly(DOWNLOAD, 1000, 5 << 18);

    assertThat(failed(run())).contains("the master's content of ubuntu ended after");
    // the first brought more than 1 MiB, so it was no failed try
    assertThat(cloud.count(DOWNLOAD)).isEqualTo(1 + RETRIES + 1);
    assertNothingIsLeft();
  }

  @Test
  void the_attempts_are_counted() {
    cloud.breaksOff(UPLOAD, 2);

    assertThat(run().transfers().get(0).attempts()).isEqualTo(3);
  }

  @Test
  void html_instead_of_a_list_is_said_to_be_html() {
    cloud.answers(LIST, 1, 200, "<html><body>Please log in</body></html>");

    RegionResult region = run().regions().get(0);

    assertThat(region.outcome()).isEqualTo(RegionOutcome.UNREACHABLE);
    assertThat(region.error().orElseThrow())
        .contains("HTML or XML instead of JSON", "whether a proxy is in front of it");
  }

  @Test
  void one_image_that_fails_stops_no_other() {
    cloud.master("debian", new byte[] {1});
    cloud.answers(UPLOAD, 1, 413, "too large");

    RunReport report = run();

    assertThat(report.transfers())
        .extracting(TransferResult::outcome)
        .containsExactlyInAnyOrder(TransferOutcome.DONE, TransferOutcome.FAILED);
    assertThat(copies()).hasSize(1);
  }

  @Test
  void an_upload_that_is_refused_before_its_content_was_asked_for_says_why() {
    cloud.refusesUploads(1, 413);

    assertThat(failed(run())).contains("413 ").contains("quota");
    assertThat(cloud.count(DOWNLOAD)).isEqualTo(1);
    assertNothingIsLeft();
  }

  private RunReport run(String... regions) {
    List<String> words = regions.length == 0 ? List.of("Burgos") : List.of(regions);
    return started.engine().run(new RunRequest(words, false, 1));
  }

  private void assertDone(RunReport report) {
    assertThat(report.transfers())
        .singleElement()
        .satisfies(it -> assertThat(it.error()).isEmpty())
        .satisfies(it -> assertThat(it.outcome()).isEqualTo(TransferOutcome.DONE));
    assertThat(copies()).hasSize(1);
    JsonNode copy = copies().get(0);
    assertThat(copy.path("os_hidden").asBoolean()).isFalse();
    assertThat(copy.path("status").asText()).isEqualTo("active");
    assertThat(cloud.content("burgos", copy)).isEqualTo(content);
  }

  private static String failed(RunReport report) {
    assertThat(report.transfers()).hasSize(1);
    return report.transfers().get(0).error().orElseThrow();
  }

  private static void assertNothingIsLeft() {
    assertThat(copies()).isEmpty();
    assertThat(home.resolve("var/in-flight")).isEmptyDirectory();
  }

  private static List<JsonNode> copies() {
    return cloud.images("burgos");
  }

  /** The id that the copy gets after so many that were used up. */
  private static String id(int counter) {
    var glance = new Glance();
    var master = glance.image(cloud.images("valladolid").get(0).toString());
    return CopyId.of(Transfers.BURGOS, master, counter).value();
  }
}
