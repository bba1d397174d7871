package io.glancesync.e2e.fault;

import static io.glancesync.world.World.BURGOS;
import static io.glancesync.world.World.VALLADOLID;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.glancesync.e2e.Command;
import io.glancesync.e2e.EndToEnd;
import io.glancesync.world.Watch;
import io.glancesync.world.World;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody deletes images in the region while a run works on them. */
@EndToEnd
class DisturbedIT {
  private static final int SIZE = 150_000_000;

  private Command.Result sync;
  private JsonNode masterOfDeleted;
  private String old;

  @BeforeAll
  void a_run_and_one_more(@TempDir Path folder) {
    World.clear();
    masterOfDeleted = VALLADOLID.image("deleted").zeros(SIZE).upload();
    VALLADOLID.image("replaced").zeros(SIZE + 1).id();
    old = BURGOS.image("replaced").content("old").id();
    String kernel = VALLADOLID.image("kernel").zeros(SIZE + 2).id();
    VALLADOLID.image("linked").content("linked").with("kernel_id", kernel).id();
    final String linked = BURGOS.image("linked").content("linked").id();
    VALLADOLID.image("small").id();
    Command glancesync = new Command(folder).forLargeImages().configuredFor("replace = any");

    World.uploadsTakeTheirTime();
    Command.Running running = glancesync.start("sync", "Burgos");
    BURGOS.delete(Watch.untilSaving(BURGOS, "deleted").path("id").asText());
    Watch.until(BURGOS, it -> isCopyOf("replaced", it));
    BURGOS.delete(old);
    Watch.until(BURGOS, it -> isCopyOf("kernel", it));
    BURGOS.delete(linked);
    sync = running.result();
    World.uploadsTakeNoTime();
    glancesync.run("sync", "Burgos").exits(0);
  }

  private boolean isCopyOf(String name, JsonNode image) {
    return image.path("name").asText().equals(name) && !image.path("id").asText().equals(old);
  }

  @Test
  void what_could_not_be_done_is_told() {
    sync.exits(1);
    assertThat(sync.out())
        .contains("Tried to copy deleted to Burgos")
        .contains("somebody deleted it meanwhile; the next run plans again")
        .contains("linked");
  }

  @Test
  void the_others_are_copied() {
    assertThat(sync.out()).contains("copied small", "copied kernel");
  }

  @Test
  void what_was_to_be_replaced_may_be_gone_already() {
    assertThat(sync.out()).contains("replaced replaced");
  }

  @Test
  void the_next_run_makes_it_complete_and_leaves_nothing_hidden() {
    assertThat(BURGOS.names()).containsExactly("deleted", "kernel", "linked", "replaced", "small");
    assertThat(BURGOS.visible()).hasSize(5);
    assertThat(BURGOS.only("deleted").path("os_hash_value"))
        .isEqualTo(masterOfDeleted.path("os_hash_value"));
    assertThat(BURGOS.only("linked").path("kernel_id")).isEqualTo(BURGOS.only("kernel").path("id"));
  }
}
