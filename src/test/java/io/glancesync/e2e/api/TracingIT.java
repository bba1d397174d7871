package io.glancesync.e2e.api;

import static io.glancesync.world.World.BURGOS;
import static io.glancesync.world.World.VALLADOLID;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.e2e.Command;
import io.glancesync.e2e.EndToEnd;
import io.glancesync.tracing.OtlpReceiver;
import io.glancesync.tracing.OtlpReceiver.Received;
import io.glancesync.world.Secrecy;
import io.glancesync.world.World;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Traces of the packaged program: a collector gets each run, and nobody depends on it. */
@EndToEnd
class TracingIT {
  private static final Path DIST = Path.of("target/dist").toAbsolutePath();
  private static final String ENDPOINT = "GLANCESYNC_TRACING_ENDPOINT";
  private static final List<String> LINKED = List.of("lib", "routes");
  private static final int LARGE = 30_000_000;
  private static final long ROOM = 10_000_000;
  private static final String SECRET = "T0ken-4711";

  @TempDir private Path folder;
  private OtlpReceiver collector;
  private Command glancesync;

  @BeforeEach
  void a_collector() {
    World.clear();
    VALLADOLID.image("small").upload();
    collector = new OtlpReceiver();
    glancesync = new Command(folder).with(ENDPOINT, collector.url()).configuredFor();
  }

  @AfterEach
  void stop() throws IOException {
    // before JUnit finds them, and thinks that it deletes what they point at
    for (String it : LINKED) {
      Files.deleteIfExists(folder.resolve("installed").resolve(it));
    }
    BURGOS.backstage().unlimitRoom();
    glancesync.close();
    collector.close();
  }

  private Received root() {
    assertThat(collector.roots()).hasSize(1);
    return collector.roots().get(0);
  }

  private Received transfer(String image) {
    return collector.below(collector.below(root(), "region Burgos")).stream()
        .filter(it -> it.get("glancesync.image.name").equals(image))
        .findFirst()
        .orElseThrow();
  }

  private void until(String name) throws InterruptedException {
    for (int i = 0; i < 600; i++) {
      if (collector.spans().stream().anyMatch(it -> it.name().equals(name))) {
        return;
      }
      Thread.sleep(50);
    }
    throw new AssertionError(name + " did not arrive");
  }

  @Test
  void a_run_arrives_with_all_its_requests_and_no_secret() {
    VALLADOLID.image("large").zeros(LARGE).id();
    BURGOS.backstage().limitRoom(ROOM);
    Command.Result sync =
        glancesync
            .with("OTEL_EXPORTER_OTLP_HEADERS", "Authorization=Bearer%20" + SECRET)
            .with("OTEL_RESOURCE_ATTRIBUTES", "deployment.environment.name=test")
            .run("sync", "Burgos")
            .exits(1);

    assertThat(sync.err()).doesNotContain(SECRET, "OTEL", "io.opentelemetry");
    assertThat(collector.authorization()).isEqualTo("Bearer " + SECRET);
    assertThat(collector.resource())
        .containsEntry("service.name", "glancesync")
        .containsEntry("deployment.environment.name", "test");
    assertThat(root().error()).startsWith("[failed");
    Received small = transfer("small");
    assertThat(small.error()).isEmpty();
    assertThat(collector.below(small))
        .extracting(Received::name)
        .contains(
            "POST /v2/images",
            "GET /v2/images/{id}/file",
            "PUT /v2/images/{id}/file",
            "PATCH /v2/images/{id}");
    Received large = transfer("large");
    assertThat(large.error()).contains("413");
    assertThat(collector.below(large))
        .extracting(it -> it.get("http.response.status_code"))
        .contains("413");
    assertThat(collector.spans())
        .filteredOn(Received::isOfClient)
        .isNotEmpty()
        .allSatisfy(
            it ->
                assertThat(it.get("http.response.header.x-openstack-request-id"))
                    .startsWith("req-"));
    assertThat(collector.texts()).noneMatch(it -> it.contains("X-Auth-Token"));
    collector.texts().forEach(it -> Secrecy.check("a trace", it));
  }

  @Test
  void a_collector_that_is_down_costs_one_warning() throws IOException {
    try (var nobody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      glancesync.with(ENDPOINT, "http://127.0.0.1:" + nobody.getLocalPort());
    }
    Command.Result sync = glancesync.run("sync", "Burgos").exits(0);

    assertThat(BURGOS.names()).containsExactly("small");
    assertThat(sync.complaints())
        .filteredOn(it -> it.contains("Tried to send traces"))
        .singleElement()
        .asString()
        .contains("there was no connection", "runs go on without them");
    assertThat(sync.err()).doesNotContain("opentelemetry");
  }

  @Test
  void a_service_that_is_told_to_end_sends_what_it_has() {
    Command.Running service =
        glancesync
            .with("GLANCESYNC_SCHEDULE_HOURLY_CRON", "* * * * * ?")
            .with("GLANCESYNC_SCHEDULE_HOURLY_REGIONS", "Burgos")
            .with("OTEL_BSP_SCHEDULE_DELAY", "600000")
            .configuredFor()
            .start("serve")
            .until("ended, changed");
    service.signal("TERM");
    service.result().exits(0);

    assertThat(collector.roots().get(0).get("glancesync.run.begun_by"))
        .isEqualTo("schedule hourly");
    assertThat(collector.roots()).extracting(Received::error).containsOnly("");
  }

  @Test
  void a_command_that_is_told_to_end_sends_what_it_has() throws InterruptedException {
    VALLADOLID.image("large").zeros(LARGE).id();
    Command.Running sync = glancesync.with("GLANCESYNC_BANDWIDTH", "100K").start("sync", "Burgos");
    until("POST /v2/images");
    sync.signal("TERM");
    sync.result();

    assertThat(root().error()).isEqualTo("[GlanceSync was ended]");
    assertThat(transfer("large").error()).isEqualTo("[GlanceSync was ended]");
  }

  /** An installation whose file has this setting; all else is that of the distribution. */
  private Command installed(String setting) throws IOException {
    Path home = Files.createDirectories(folder.resolve("installed"));
    for (String part : LINKED) {
      Files.createSymbolicLink(home.resolve(part), DIST.resolve(part));
    }
    Files.copy(DIST.resolve("glancesync"), home.resolve("glancesync"));
    Path conf = Files.createDirectories(home.resolve("conf"));
    Files.copy(DIST.resolve("conf/log4j2.properties"), conf.resolve("log4j2.properties"));
    Files.writeString(conf.resolve("application.properties"), setting + "\n");
    glancesync = new Command(folder, home.resolve("glancesync")).configuredFor();
    return glancesync;
  }

  private List<String> loaded(Command command, String... words) throws IOException {
    Path classes = folder.resolve("classes.log");
    command
        .with("GLANCESYNC_JAVA_OPTS", "-XX:TieredStopAtLevel=1 -Xlog:class+load:file=" + classes)
        .run(words)
        .exits(0);
    return Files.readAllLines(classes).stream()
        .filter(it -> it.contains(" io.opentelemetry.") || it.contains(" io.glancesync.tracing."))
        .toList();
  }

  @Test
  void the_file_switches_it_on() throws IOException {
    installed("  glancesync.tracing.endpoint=" + collector.url()).run("sync", "Burgos").exits(0);

    assertThat(root().get("glancesync.run.outcome")).isEqualTo("changed");
  }

  @Test
  void the_example_is_nothing_for_a_collector() throws IOException {
    installed("glancesync.tracing.endpoint=" + collector.url()).run("demo").exits(0);

    assertThat(collector.texts()).isEmpty();
  }

  @Test
  void nothing_of_it_is_loaded_without_the_setting() throws IOException {
    assertThat(
            loaded(
                installed("#glancesync.tracing.endpoint = x\nglancesync.tracing.endpoint = "),
                "sync",
                "Burgos"))
        .isEmpty();
    assertThat(collector.texts()).isEmpty();
  }

  @Test
  void the_library_that_sends_is_started_by_a_run_only() throws IOException {
    assertThat(loaded(glancesync, "sync", "Burgos", "--dry-run"))
        .isNotEmpty()
        .noneMatch(it -> it.contains("Processor"));
    assertThat(loaded(glancesync, "--version")).isEmpty();
  }
}
