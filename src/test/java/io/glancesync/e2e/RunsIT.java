package io.glancesync.e2e;

import static io.glancesync.world.World.BURGOS;
import static io.glancesync.world.World.CACERES;
import static io.glancesync.world.World.MADRID;
import static io.glancesync.world.World.VALLADOLID;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.glancesync.world.Http;
import io.glancesync.world.Region;
import io.glancesync.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which regions a command is about, what it changes, and what it reports. */
@EndToEnd
class RunsIT {
  @TempDir private Path folder;
  private Command glancesync;
  private JsonNode small;
  private JsonNode stale;

  @BeforeEach
  void two_images() {
    World.clear();
    glancesync = new Command(folder).configuredFor();
    small = VALLADOLID.image("small").content("1").upload();
    VALLADOLID.image("large").content("22").with("nid", "1").id();
    stale = BURGOS.image("large").content("22").upload();
  }

  private JsonNode report(String... words) throws IOException {
    Path file = folder.resolve("report.json");
    var command = new ArrayList<>(List.of("sync", "--report", file.toString()));
    command.addAll(List.of(words));
    glancesync.run(command.toArray(String[]::new)).exits(0);
    return Http.json(Files.readAllBytes(file));
  }

  private static List<String> texts(JsonNode list, String field) {
    return Stream.iterate(0, i -> i < list.size(), i -> i + 1)
        .map(i -> list.get(i).path(field).asText())
        .toList();
  }

  private static List<String> fields(JsonNode node) {
    var fields = new ArrayList<String>();
    node.fieldNames().forEachRemaining(fields::add);
    return fields;
  }

  @Test
  void regions_lists_every_region_of_every_target() {
    assertThat(glancesync.run("regions").exits(0).lines())
        .containsExactly("Burgos", "Caceres", "Valladolid", "other:Madrid");
  }

  @Test
  void a_dry_run_changes_nothing() {
    Command.Result dry = glancesync.run("sync", "--dry-run", "Burgos", "other:").exits(0);
    assertThat(dry.out()).contains("would copy small", "would update large", "3 to copy");
    assertThat(BURGOS.all()).containsExactly(stale);
    assertThat(MADRID.all()).isEmpty();
  }

  @Test
  void without_regions_the_targets_preferred_ones_come_first_and_the_master_is_left_out()
      throws IOException {
    JsonNode report = report();
    assertThat(texts(report.path("regions"), "region")).containsExactly("Caceres", "Burgos");
    assertThat(MADRID.all()).isEmpty();
    assertThat(texts(report().path("regions"), "outcome")).containsOnly("done");
  }

  @Test
  void ignored_regions_are_left_out_when_a_target_is_expanded() throws IOException {
    JsonNode report = report("--config", "master.ignore_regions=Caceres", "--", "master:");
    assertThat(texts(report.path("regions"), "region")).containsExactly("Burgos");
    assertThat(CACERES.all()).isEmpty();
  }

  @Test
  void two_targets_are_done_in_one_run_and_several_regions_at_once() throws IOException {
    JsonNode report = report("--parallel", "3", "master:", "other:");
    assertThat(texts(report.path("regions"), "region"))
        .containsExactlyInAnyOrder("Burgos", "Caceres", "other:Madrid");
    for (Region region : List.of(BURGOS, CACERES, MADRID)) {
      assertThat(region.names()).containsExactly("large", "small");
      assertThat(region.only("small").path("os_hash_value")).isEqualTo(small.path("os_hash_value"));
    }
  }

  @Test
  void the_master_region_by_name_is_compared_with_itself() {
    assertThat(glancesync.run("status", "Valladolid", "--format", "csv").exits(0).lines())
        .containsExactly("ok,Valladolid,small", "ok,Valladolid,large");
    assertThat(glancesync.run("sync", "Valladolid").exits(0).out()).contains("in step");
    assertThat(VALLADOLID.names()).containsExactly("large", "small");
  }

  @Test
  void a_report_tells_what_was_done() throws IOException {
    JsonNode report = report("Burgos", "other:Madrid");

    assertThat(fields(report))
        .containsExactly(
            "run",
            "started",
            "finished",
            "begun_by",
            "dry_run",
            "outcome",
            "regions",
            "transfers",
            "warnings");
    assertThat(report.path("outcome").asText()).isEqualTo("changed");
    assertThat(report.path("dry_run").asBoolean(true)).isFalse();
    assertThat(report.at("/regions/1").toString())
        .isEqualTo("{\"region\":\"other:Madrid\",\"outcome\":\"done\",\"error\":null}");
    JsonNode update = report.at("/transfers/0");
    assertThat(update.path("action").asText()).isEqualTo("metadata");
    assertThat(update.path("region_id")).isEqualTo(stale.path("id"));
    JsonNode upload = report.at("/transfers/1");
    assertThat(fields(upload))
        .containsExactly(
            "region",
            "image",
            "master_id",
            "region_id",
            "action",
            "outcome",
            "bytes",
            "seconds",
            "attempts",
            "error",
            "changes");
    assertThat(upload.path("region").asText()).isEqualTo("Burgos");
    assertThat(upload.path("image").asText()).isEqualTo("small");
    assertThat(upload.path("master_id")).isEqualTo(small.path("id"));
    assertThat(upload.path("region_id")).isEqualTo(BURGOS.only("small").path("id"));
    assertThat(upload.path("action").asText()).isEqualTo("upload");
    assertThat(upload.path("outcome").asText()).isEqualTo("done");
    assertThat(upload.path("bytes").asInt()).isEqualTo(1);
    assertThat(upload.path("attempts").asInt()).isEqualTo(1);
    assertThat(upload.path("error").isNull()).isTrue();
  }

  @Test
  void a_report_of_a_run_with_nothing_to_do_says_in_sync_and_repeats_the_warnings()
      throws IOException {
    BURGOS.image("small").content("1").id();
    BURGOS.set(stale.path("id").asText(), "nid", "1");
    VALLADOLID.image("conflict").content("333").id();
    BURGOS.image("conflict").content("x").id();

    JsonNode report = report("Burgos");

    assertThat(report.path("outcome").asText()).isEqualTo("in_sync");
    assertThat(report.path("transfers")).isEmpty();
    assertThat(fields(report.at("/warnings/0")))
        .containsExactly("code", "region", "image", "message");
    assertThat(report.at("/warnings/0/code").asText()).isEqualTo("checksum_conflict");
    assertThat(report.at("/warnings/0/image").asText()).isEqualTo("conflict");
  }

  @Test
  void a_rehearsal_on_a_backup_agrees_with_status_and_with_the_run() {
    Path backup = folder.resolve("backup");
    List<String> regions = List.of("Burgos", "Caceres", "other:Madrid");
    List<String> paths =
        glancesync
            .run("backup", "Burgos", "Caceres", "other:", "--to", backup.toString())
            .exits(0)
            .lines();
    assertThat(paths).hasSize(5).allMatch(it -> Files.isRegularFile(folder.resolve(it)));

    List<String> rehearsed =
        glancesync.run("rehearse", backup.toString(), "--format", "csv").exits(0).lines();
    assertThat(lines(rehearsed, "before,")).containsExactlyInAnyOrderElementsOf(status(regions));
    glancesync.run("sync", "Burgos", "Caceres", "other:").exits(0);
    assertThat(lines(rehearsed, "after,")).containsExactlyInAnyOrderElementsOf(status(regions));
  }

  private List<String> status(List<String> regions) {
    var words = new ArrayList<>(List.of("status", "--format", "csv"));
    words.addAll(regions);
    return glancesync.run(words.toArray(String[]::new)).exits(0).lines();
  }

  private static List<String> lines(List<String> lines, String start) {
    return lines.stream()
        .filter(it -> it.startsWith(start))
        .map(it -> it.substring(start.length()))
        .toList();
  }
}
