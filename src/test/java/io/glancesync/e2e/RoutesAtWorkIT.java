package io.glancesync.e2e;

import static io.glancesync.world.World.VALLADOLID;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.tools.attach.VirtualMachine;
import io.glancesync.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service that has Camel's own tools in {@code lib/}, as docs/admin/routes-at-work.md says. */
@EndToEnd
class RoutesAtWorkIT {
  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final String SECRET = "T0ken-4711";

  @TempDir private static Path folder;
  private static Command glancesync;
  private static Command.Running service;

  @BeforeAll
  static void start() throws IOException {
    World.clear();
    VALLADOLID.image("ubuntu").upload();
    Path installed = folder.resolve("installed");
    for (String part : List.of("lib", "routes", "conf")) {
      copy(TARGET.resolve("dist").resolve(part), installed.resolve(part));
    }
    copy(TARGET.resolve("tools-of-camel"), installed.resolve("lib"));
    Files.copy(TARGET.resolve("dist/glancesync"), installed.resolve("glancesync"));
    glancesync = new Command(folder, installed.resolve("glancesync"));
    service =
        glancesync
            .with("GLANCESYNC_JAVA_OPTS", "-Duser.home=" + folder)
            .with("GLANCESYNC_SCHEDULE_OFTEN_CRON", "* * * * * ?")
            .with("GLANCESYNC_SCHEDULE_OFTEN_REGIONS", "Burgos")
            .with("GLANCESYNC_NOTIFY_WEBHOOK", "https://hooks.example.org/" + SECRET)
            .configuredFor()
            .start("serve")
            .until("ended, changed");
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  @AfterAll
  static void stop() {
    service.signal("TERM");
    service.result().exits(0);
    glancesync.close();
    assertThat(folder.resolve(".camel")).isEmptyDirectory();
  }

  @Test
  void jmx_shows_each_route_and_each_step_by_its_id() throws Exception {
    VirtualMachine java = VirtualMachine.attach("" + service.pid());
    try (JMXConnector jmx =
        JMXConnectorFactory.connect(new JMXServiceURL(java.startLocalManagementAgent()))) {
      MBeanServerConnection beans = jmx.getMBeanServerConnection();
      ObjectName route = bean("routes", "copy-image");
      ObjectName step = bean("processors", "copy-image-to-verify-copy");

      assertThat(beans.getAttribute(route, "State")).isEqualTo("Started");
      assertThat(beans.getAttribute(route, "Description").toString()).startsWith("Creates hidden");
      assertThat((Long) beans.getAttribute(step, "ExchangesCompleted")).isEqualTo(1);
    } finally {
      java.detach();
    }
  }

  private static ObjectName bean(String type, String id) throws Exception {
    return new ObjectName(
        "org.apache.camel:context=glancesync,type=%s,name=\"%s\"".formatted(type, id));
  }

  @Test
  void the_command_line_of_camel_is_told_of_each_route_and_of_no_secret() throws Exception {
    JsonNode status = status();

    List<String> routes = new ArrayList<>();
    status.path("routes").forEach(it -> routes.add(it.path("routeId").asText()));
    assertThat(routes).contains("run", "copy-image", "glance-show", "schedule-often");
    JsonNode webhook = null;
    for (JsonNode it : status.path("properties").path("properties")) {
      webhook = it.path("key").asText().equals("glancesync.notify.webhook") ? it : webhook;
    }
    assertThat(webhook).isNotNull();
    assertThat(webhook.path("value").asText()).isEqualTo("***");
    assertThat(status.toString()).doesNotContain(SECRET, "gAAAA").doesNotContain(World.secrets());
  }

  /** What the connector last wrote; at first it is about a context that is still starting. */
  private static JsonNode status() throws IOException, InterruptedException {
    Path file = folder.resolve(".camel/%d-status.json".formatted(service.pid()));
    for (int i = 0; i < 600; i++) {
      JsonNode status = read(Files.exists(file) ? Files.readString(file) : "");
      boolean isStarted = status.path("context").path("state").asText().equals("Started");
      // routes of schedules start a moment later, and the file is written now and then
      if (isStarted && status.path("routes").toString().contains("schedule-often")) {
        return status;
      }
      Thread.sleep(200);
    }
    throw new AssertionError("no status in " + file);
  }

  private static JsonNode read(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      // it is being written
      return new ObjectMapper().createObjectNode();
    }
  }
}
