package io.glancesync.e2e;

import static io.glancesync.world.World.BURGOS;
import static io.glancesync.world.World.CACERES;
import static io.glancesync.world.World.VALLADOLID;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.glancesync.world.World;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is logged, how and where. */
@EndToEnd
class LogsIT {
  private static final String CHOICE = "GLANCESYNC_LOG";

  @TempDir private Path folder;
  private Command glancesync;

  @BeforeEach
  void one_image_to_copy_and_one_that_is_in_the_way() {
    World.clear();
    VALLADOLID.image("ubuntu").upload();
    VALLADOLID.image("debian").upload();
    CACERES.image("debian").content("another").upload();
    glancesync = new Command(folder).configuredFor("replace = any");
  }

  /** Without what a command says to a person. */
  private static List<String> lines(String text) {
    return text.lines().filter(it -> !it.startsWith("note: ")).toList();
  }

  @Test
  void each_line_of_a_run_names_the_run() {
    assertThat(lines(glancesync.run("sync").exits(0).err()))
        .hasSizeGreaterThan(5)
        .allMatch(
            it -> it.matches("\\d{4}-\\S+Z INFO  \\[\\d{8}T\\d{6}\\.\\d{3}Z] (Burgos|Caceres): .*"))
        .extracting(it -> it.replaceFirst(".*\\[(.*?)].*", "$1"))
        .containsOnly(report().path("run").asText());
    assertThat(glancesync.data().resolve("log")).doesNotExist();
  }

  private JsonNode report() {
    try (var files = Files.list(glancesync.data().resolve("runs"))) {
      return new ObjectMapper().readTree(files.findFirst().orElseThrow().toFile());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void json_names_run_region_and_image_apart() {
    String log = glancesync.with(CHOICE, "json").run("sync").exits(0).err();

    List<JsonNode> lines = lines(log).stream().map(LogsIT::json).toList();
    assertThat(lines)
        .filteredOn(it -> it.path("message").asText().contains(" debian "))
        .hasSize(5)
        .allMatch(it -> it.path("image").asText().equals("debian"));
    assertThat(lines)
        .allMatch(it -> it.path("run").asText().equals(report().path("run").asText()))
        .allMatch(it -> it.path("message").asText().startsWith(it.path("region").asText() + ": "))
        .allMatch(it -> it.path("time").asText().matches("\\d{4}-\\d\\d-\\d\\dT.*Z"))
        .allMatch(it -> it.path("level").asText().equals("INFO"))
        .allMatch(it -> it.path("logger").asText().matches("glancesync\\.(sync|recover)"));
  }

  private static JsonNode json(String line) {
    try {
      return new ObjectMapper().readTree(line);
    } catch (IOException e) {
      throw new AssertionError(line, e);
    }
  }

  @Test
  void a_schedule_names_its_run_when_that_has_ended() {
    glancesync.with("GLANCESYNC_SCHEDULE_HOURLY_CRON", "* * * * * ?");

    Command.Running service = glancesync.start("serve").until("ended, changed");
    service.signal("TERM");

    assertThat(service.result().err())
        .containsPattern("\\[(\\S+)] schedule hourly: run \\1 ended, changed")
        .containsPattern("INFO  told to end");
  }

  @Test
  void a_region_that_is_never_reached_is_named_too() {
    glancesync.configured(
        "[main]\nmaster_region = Valladolid\n[master]\ncredential = %s\n[other]\ncredential = %s"
            .formatted(
                World.credential("keystone-a", "sync"),
                World.credential("keystone-b", "sync", "http://127.0.0.1:1/v3")));

    List<String> log =
        lines(glancesync.with(CHOICE, "json").run("sync", "Burgos", "other:Madrid").exits(3).err());

    assertThat(log.stream().map(LogsIT::json))
        .filteredOn(it -> it.path("level").asText().equals("ERROR"))
        .extracting(it -> it.path("region").asText())
        .containsExactly("other:Madrid");
  }

  @Test
  void the_log_can_go_to_a_file() throws IOException {
    assertThat(lines(glancesync.with(CHOICE, "file").run("sync").exits(0).err())).isEmpty();
    assertThat(lines(glancesync.with(CHOICE, "json-file").run("sync").exits(0).err())).isEmpty();

    Path log = glancesync.data().resolve("log");
    assertThat(Files.readString(log.resolve("glancesync.log"))).contains("] Burgos: done");
    assertThat(Files.readAllLines(log.resolve("glancesync.json")).stream().map(LogsIT::json))
        .extracting(it -> it.path("message").asText())
        .contains("Burgos: done");
  }

  @Test
  void a_place_for_the_log_that_does_not_exist_is_refused() {
    assertThat(glancesync.with(CHOICE, "paper").run("sync").exits(2).err())
        .contains("$GLANCESYNC_LOG", "'paper'", "file, json, json-file, text");
    assertThat(CACERES.names()).containsExactly("debian");
  }

  @Test
  void a_folder_for_the_log_that_cannot_be_used_is_refused() throws IOException {
    Files.createDirectories(glancesync.data());
    Files.writeString(glancesync.data().resolve("log"), "a file");

    assertThat(glancesync.with(CHOICE, "file").run("sync").exits(2).err())
        .contains("Tried to write the log to", "make it a folder that is writable");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "json"})
  void not_even_all_that_can_be_logged_shows_a_secret(String appender) throws IOException {
    Path everything = folder.resolve("everything.properties");
    String delivered = Files.readString(Path.of("conf/log4j2.properties"));
    Files.writeString(
        everything,
        delivered.replaceAll("\\.level = (info|warn)", ".level = debug")
            + """
            logger.http.name = org.apache.hc
            logger.http.level = debug
            logger.camel.name = org.apache.camel
            logger.camel.level = debug
            """);
    glancesync.with(CHOICE, appender).logging(everything);

    String log = glancesync.run("sync", "Burgos", "other:Madrid", "--debug").exits(0).err();

    // Command looks for passwords and tokens; here they would have been
    assertThat(log)
        .contains("X-Auth-Token: ***", "X-Subject-Token: ***", "org.apache.hc.client5")
        .doesNotContain("\"password\":\"", "\"methods\"");
  }

  @Test
  void the_secret_of_an_application_credential_is_not_logged_either() throws IOException {
    Path everything = folder.resolve("everything.properties");
    String credential = "keystone-a.application_credential.";
    Files.writeString(
        folder.resolve("clouds.yaml"),
        """
        clouds:
          here:
            auth_type: v3applicationcredential
            auth:
              auth_url: "%s"
              application_credential_id: "%s"
              application_credential_secret: "%s"
            interface: public
        """
            .formatted(
                World.property("keystone-a.url"),
                World.property(credential + "id"),
                World.property(credential + "secret")));
    // somebody who does not heed the warning, and switches on what logs bodies
    Files.writeString(
        everything,
        Files.readString(Path.of("conf/log4j2.properties"))
            .replace("logger.wire.level = off", "logger.wire.level = debug"));
    glancesync
        .logging(everything)
        .with("OS_CLIENT_CONFIG_FILE", folder.resolve("clouds.yaml").toString())
        .configured("[main]\nmaster_region = Valladolid\n[master]\ncloud = here\nreplace = any");

    String log = glancesync.run("sync", "Burgos").exits(0).err();

    assertThat(log).contains("\"secret\":\"***\"", "X-Auth-Token: ***");
  }

  @Test
  void what_a_server_repeats_of_a_request_is_shown_nowhere() throws IOException {
    var tokens = ConcurrentHashMap.<String>newKeySet();
    try (StandIn glance = StandIn.echoing(tokens::add);
        StandIn keystone =
            StandIn.keystone("keystone-a", it -> it.replace(CACERES.url(), glance.url()))) {
      glancesync.configured(
          "[main]\nmaster_region = Valladolid\n[master]\ncredential = "
              + World.credential("keystone-a", "sync", keystone.url() + "/v3"));
      Path report = folder.resolve("report.json");

      Command.Result sync =
          glancesync.run("sync", "Burgos", "Caceres", "--report", report.toString());

      assertThat(tokens).isNotEmpty();
      assertThat(sync.err()).contains("Tried to list the images of Caceres").contains("***");
      for (String token : tokens) {
        String base64 = Base64.getEncoder().encodeToString(token.getBytes(StandardCharsets.UTF_8));
        String url = URLEncoder.encode(token, StandardCharsets.UTF_8);
        assertThat(sync.out() + sync.err() + Files.readString(report))
            .doesNotContain(token, base64, url);
      }
    }
  }

  @Test
  void a_name_is_part_of_a_line_and_never_a_line() {
    String forged = "a\n2026-01-01T00:00:00Z ERROR forged\u001b[2J\u009b\u2028\u202e";
    VALLADOLID.image(forged).upload();

    Command.Result sync = glancesync.run("sync", "Burgos").exits(0);

    String seen = "a\\n2026-01-01T00:00:00Z ERROR forged\\u001b[2J\\u009b\\u2028\\u202e";
    assertThat(lines(sync.err()))
        .anyMatch(it -> it.contains("upload of " + seen + " done"))
        .allMatch(it -> it.matches("\\d{4}-\\S+Z INFO  \\[\\S+Z] Burgos: .*"));
    assertThat(sync.lines()).anyMatch(it -> it.contains("copied " + seen));
    assertThat((sync.out() + sync.err()).replace("\n", "").codePoints().map(Character::getType))
        .doesNotContain((int) Character.CONTROL, (int) Character.FORMAT);
    assertThat(BURGOS.names()).contains(forged);
  }
}
