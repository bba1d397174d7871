package io.glancesync.e2e;

import static io.glancesync.world.World.CACERES;
import static io.glancesync.world.World.VALLADOLID;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.glancesync.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        .hasSize(4)
        .allMatch(it -> it.path("image").asText().equals("debian"));
    assertThat(lines)
        .allMatch(it -> it.path("run").asText().equals(report().path("run").asText()))
        .allMatch(it -> it.path("message").asText().startsWith(it.path("region").asText() + ": "))
        .allMatch(it -> it.path("time").asText().matches("\\d{4}-\\d\\d-\\d\\dT.*Z"))
        .allMatch(it -> it.path("level").asText().equals("INFO"))
        .allMatch(it -> it.path("logger").asText().equals("glancesync.sync"));
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
}
