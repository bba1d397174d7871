package io.glancesync.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glancesync.StartedEngine;
import io.glancesync.config.source.ConfigurationException;
import io.glancesync.embedded.http.Fault;
import io.glancesync.embedded.http.Operation;
import io.glancesync.engine.SmallCloud;
import io.glancesync.engine.Targets;
import io.glancesync.log.LogLines;
import io.glancesync.report.RunReport;
import io.glancesync.report.RunReport.RunOutcome;
import io.glancesync.run.RunRequest;
import io.glancesync.tracing.OtlpReceiver.Received;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a collector gets of runs of the real program, and what becomes of runs without one. */
@Timeout(120)
class TracesOfRunsTest {
  private static final String ENDPOINT = "glancesync.tracing.endpoint";
  private static final RunRequest BURGOS = new RunRequest(List.of("Burgos"), false, 1);
  private static final RunRequest DRY = new RunRequest(List.of("Burgos"), true, 1);
  private static final String UPLOADED = "PUT /v2/images/{id}/file";

  /** Of OpenTelemetry, in milliseconds: spans are sent each five seconds, for four at most. */
  private static final String PAUSE = "otel.bsp.schedule.delay";

  private static final String PATIENCE = "otel.exporter.otlp.timeout";

  @TempDir Path home;
  private final SmallCloud cloud = new SmallCloud();
  private final OtlpReceiver collector = new OtlpReceiver();

  @AfterEach
  void stop() {
    System.clearProperty(PAUSE);
    System.clearProperty(PATIENCE);
    collector.close();
    cloud.close();
  }

  private StartedEngine start(String endpoint, Map<String, String> more) {
    var settings = new HashMap<String, String>(more);
    settings.put(ENDPOINT, endpoint);
    settings.put("glancesync.retry.initial-delay", "10ms");
    settings.put("glancesync.dead-letter.max-wait", "0");
    settings.put("glancesync.region.outage-timeout", "0s");
    return new StartedEngine(home, cloud.configuration(), UnaryOperator.identity(), settings);
  }

  private RunReport run(RunRequest request) {
    return run(request, Map.of());
  }

  private RunReport run(RunRequest request, Map<String, String> settings) {
    try (var started = start(collector.url(), settings)) {
      return started.engine().run(request);
    }
  }

  private Received root() {
    assertThat(collector.roots()).hasSize(1);
    return collector.roots().get(0);
  }

  private Received burgos() {
    return collector.below(root(), "region Burgos");
  }

  private static List<String> names(List<Received> spans) {
    return spans.stream().map(Received::name).toList();
  }

  private void hasNoErrors() {
    assertThat(collector.spans()).extracting(Received::error).containsOnly("");
  }

  @Test
  void a_run_has_its_regions_these_their_transfers_and_these_their_requests() {
    String master = cloud.master("ubuntu", 1000);
    RunReport report = run(BURGOS.begunBy("ann@host").askedBy(Optional.of("req-4711")));

    Received run = root();
    assertThat(run.name()).isEqualTo("run");
    assertThat(run.get("glancesync.run.id")).isEqualTo(report.run());
    assertThat(run.get("glancesync.run.outcome")).isEqualTo("changed");
    assertThat(run.get("glancesync.run.begun_by")).isEqualTo("ann@host");
    assertThat(run.get("glancesync.run.request_id")).isEqualTo("req-4711");
    assertThat(names(collector.below(run)))
        .containsExactly(
            "POST /v3/auth/tokens", "GET /v2/images", "GET /v2/images", "region Burgos");
    assertThat(burgos().get("glancesync.region.outcome")).isEqualTo("done");
    assertThat(names(collector.below(burgos())))
        .containsExactly("GET /v2/images", "GET /v2/images", "upload");
    Received upload = collector.below(burgos(), "upload");
    assertThat(upload.attributes())
        .containsEntry("glancesync.run.id", report.run())
        .containsEntry("glancesync.region.name", "Burgos")
        .containsEntry("glancesync.image.name", "ubuntu")
        .containsEntry("glancesync.image.master_id", master)
        .containsEntry("glancesync.image.region_id", cloud.copies().get(0).path("id").asText())
        .containsEntry("glancesync.transfer.action", "upload")
        .containsEntry("glancesync.transfer.outcome", "done")
        .containsEntry("glancesync.transfer.attempts", "1")
        .containsEntry("glancesync.transfer.bytes", "1000");
    assertThat(upload.events()).containsExactly("sending", "verifying", "publishing");
    assertThat(names(collector.below(upload)))
        .containsExactlyInAnyOrder(
            "POST /v2/images",
            "GET /v2/images/{id}/file",
            UPLOADED,
            "GET /v2/images/{id}",
            "PATCH /v2/images/{id}");
    hasNoErrors();
  }

  @Test
  void a_request_has_what_finds_it_in_the_log_of_its_server() {
    String master = cloud.master("ubuntu", 1000);
    run(BURGOS);

    List<Received> requests = collector.spans().stream().filter(Received::isOfClient).toList();
    assertThat(requests).hasSize(10);
    Set<String> ids =
        requests.stream()
            .map(it -> it.get("http.response.header.x-openstack-request-id"))
            .collect(Collectors.toSet());
    assertThat(ids).hasSize(10).allSatisfy(it -> assertThat(it).startsWith("req-"));
    Received download =
        requests.stream()
            .filter(it -> it.name().equals("GET /v2/images/{id}/file"))
            .findFirst()
            .orElseThrow();
    String file = "/v2/images/%s/file".formatted(master);
    assertThat(download.attributes())
        .containsEntry("glancesync.region.name", "Valladolid")
        .containsEntry("http.request.method", "GET")
        .containsEntry("http.response.status_code", "200")
        .containsEntry("server.address", "127.0.0.1")
        .containsEntry("url.template", "/v2/images/{id}/file")
        .containsEntry(
            "url.full", "http://127.0.0.1:%s%s".formatted(download.get("server.port"), file));
  }

  @Test
  void the_resource_is_the_program() {
    run(BURGOS);

    assertThat(collector.resource())
        .containsEntry("service.name", "glancesync")
        .containsEntry("telemetry.sdk.name", "opentelemetry")
        .containsKey("service.version");
  }

  @Test
  void what_is_tried_again_is_seen_twice() {
    cloud.master("ubuntu", 1000);
    cloud.faults().on(Operation.UPLOAD).in("Burgos").times(1).then(Fault.status(503));
    assertThat(run(BURGOS).outcome()).isEqualTo(RunOutcome.CHANGED);

    Received upload = collector.below(burgos(), "upload");
    assertThat(upload.get("glancesync.transfer.attempts")).isEqualTo("2");
    assertThat(upload.events()).contains("waiting for retry");
    assertThat(upload.error()).isEmpty();
    List<Received> sent =
        collector.below(upload).stream().filter(it -> it.name().equals(UPLOADED)).toList();
    assertThat(sent)
        .extracting(it -> it.get("http.response.status_code"))
        .containsExactly("503", "204");
    assertThat(sent).extracting(it -> it.get("error.type")).containsExactly("503", "");
    assertThat(sent).extracting(Received::error).containsExactly("[]", "");
  }

  @Test
  void a_failure_is_seen_from_the_request_up_to_the_run() {
    cloud.master("ubuntu", 1000);
    cloud.faults().on(Operation.UPLOAD).in("Burgos").then(Fault.reset());
    RunReport report = run(BURGOS);

    String reason = report.transfers().get(0).error().orElseThrow();
    Received upload = collector.below(burgos(), "upload");
    assertThat(upload.get("glancesync.transfer.outcome")).isEqualTo("failed");
    assertThat(upload.error()).isEqualTo("[" + reason + "]");
    assertThat(burgos().error()).startsWith("[").endsWith("]");
    assertThat(root().error()).startsWith("[failed");
    assertThat(collector.below(upload))
        .filteredOn(it -> it.name().equals(UPLOADED))
        .isNotEmpty()
        .allSatisfy(it -> assertThat(it.get("error.type")).contains("Exception"));
  }

  @Test
  void a_region_that_does_not_exist_fails_in_the_trace_too() {
    assertThatThrownBy(() -> run(new RunRequest(List.of("Nowhere"), false, 1)))
        .hasMessageContaining("Nowhere");

    assertThat(collector.below(root(), "region Nowhere").error()).contains("Nowhere");
    assertThat(root().error()).contains("Nowhere");
  }

  @Test
  void each_run_has_a_trace_and_a_dry_run_has_none() {
    cloud.master("ubuntu", 1000);
    try (var started = start(collector.url(), Map.of())) {
      started.engine().run(DRY);
      started.engine().run(BURGOS);
      started.engine().regions();
      started.engine().run(BURGOS);
    }

    assertThat(collector.roots())
        .extracting(it -> it.get("glancesync.run.outcome"))
        .containsExactly("changed", "in_sync");
    assertThat(collector.spans().stream().map(Received::trace).distinct()).hasSize(2);
  }

  @Test
  void neither_a_secret_nor_a_query_nor_content_leaves() {
    cloud.master("ubuntu", 1000);
    run(BURGOS);

    assertThat(collector.texts())
        .hasSizeGreaterThan(1)
        .allSatisfy(it -> assertThat(it).doesNotContain(Targets.PASSWORD, "gAAAA", "X-Auth-Token"));
    assertThat(collector.spans())
        .allSatisfy(
            it -> assertThat(it.attributes().values()).noneMatch(value -> value.contains("?")));
  }

  @Test
  void an_image_may_have_any_name() {
    cloud.master("a\u202eb\nc", 1000);
    run(BURGOS);

    assertThat(collector.below(burgos(), "upload").get("glancesync.image.name"))
        .isEqualTo("a\\u202eb\\nc");
  }

  private static String nobody() throws IOException {
    try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return "http://127.0.0.1:" + closed.getLocalPort();
    }
  }

  private List<String> warningsOfTwoRuns(String endpoint) throws InterruptedException {
    cloud.master("ubuntu", 1000);
    System.setProperty(PAUSE, "100");
    try (var log = new LogLines("glancesync.tracing")) {
      long begun = System.nanoTime();
      try (var started = start(endpoint, Map.of())) {
        assertThat(started.engine().run(BURGOS).outcome()).isEqualTo(RunOutcome.CHANGED);
        Thread.sleep(1000);
        assertThat(started.engine().run(BURGOS).outcome()).isEqualTo(RunOutcome.IN_SYNC);
        begun = System.nanoTime();
      }
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
      return List.copyOf(log.lines());
    }
  }

  @Test
  void a_collector_that_is_down_is_told_once() throws Exception {
    String endpoint = nobody();

    assertThat(warningsOfTwoRuns(endpoint))
        .singleElement()
        .asString()
        .startsWith(
            "Tried to send traces to %s, but there was no connection (Connection refused); "
                .formatted(endpoint))
        .contains("runs go on without them");
  }

  @Test
  void a_collector_that_refuses_is_told_once() throws Exception {
    collector.answer(401);

    assertThat(warningsOfTwoRuns(collector.url()))
        .singleElement()
        .asString()
        .contains("but it refuses them");
  }

  @Test
  void a_collector_that_does_not_answer_holds_up_the_end_for_seconds_only() throws Exception {
    System.setProperty(PATIENCE, "500");
    try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      assertThat(warningsOfTwoRuns("http://127.0.0.1:" + silent.getLocalPort()))
          .singleElement()
          .asString()
          .contains("but no answer came in time");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "collector:4318",
        "ftp://collector:4318",
        "http://ann:T0ken-4711@collector:4318",
        "http://collector:4318?key=T0ken-4711",
        "http://collector:4318#T0ken-4711"
      })
  void an_address_that_cannot_be_is_refused_and_not_shown(String endpoint) {
    assertThatThrownBy(() -> start(endpoint, Map.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(ENDPOINT + " = ")
        .hasMessageContaining("http://127.0.0.1:4318")
        .hasMessageNotContaining("T0ken-4711");
  }

  @Test
  void it_is_off_without_a_setting() {
    cloud.master("ubuntu", 1000);
    try (var started = start("", Map.of())) {
      started.engine().run(BURGOS);
    }

    assertThat(collector.texts()).isEmpty();
  }
}
