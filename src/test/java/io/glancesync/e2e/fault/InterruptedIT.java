package io.glancesync.e2e.fault;

import static io.glancesync.world.World.BURGOS;
import static io.glancesync.world.World.VALLADOLID;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.glancesync.e2e.Command;
import io.glancesync.e2e.EndToEnd;
import io.glancesync.world.Watch;
import io.glancesync.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that dies in the middle of an upload: nothing half done is visible, the next finishes. */
@EndToEnd
class InterruptedIT {
  private static final int SIZE = 200_000_000;

  @TempDir private Path folder;
  private Command glancesync;
  private JsonNode master;

  @BeforeAll
  void a_large_image() {
    World.clear();
    World.uploadsTakeTheirTime();
    master = VALLADOLID.image("large").zeros(SIZE).upload();
  }

  @BeforeEach
  void an_empty_region() {
    BURGOS.clear();
    glancesync = new Command(folder).forLargeImages().configuredFor("replace = any");
  }

  @AfterAll
  void make_room() {
    World.uploadsTakeNoTime();
    World.clear();
  }

  private void theNextRunFinishes() {
    glancesync.run("sync", "Burgos").exits(0);
    assertThat(BURGOS.names()).as("hidden ones too").containsExactly("large");
    JsonNode copy = BURGOS.only("large");
    assertThat(copy.path("status").asText()).isEqualTo("active");
    assertThat(copy.path("os_hidden").asBoolean()).isFalse();
    assertThat(copy.path("os_hash_value")).isEqualTo(master.path("os_hash_value"));
    assertThat(inFlight()).isEmptyDirectory();
  }

  private Path inFlight() {
    return glancesync.data().resolve("in-flight");
  }

  @Test
  void control_c() {
    Command.Result sync;
    try (Watch watch = Watch.of(BURGOS)) {
      Command.Running running = glancesync.start("sync", "Burgos");
      Watch.untilSaving(BURGOS, "large");
      running.signal("INT");
      sync = running.result().exits(130);
      assertThat(watch.seen()).isEmpty();
    }
    assertThat(BURGOS.visible()).isEmpty();
    assertThat(sync.err()).contains("interrupted; the next run finishes or undoes");
    theNextRunFinishes();
  }

  @Test
  void a_kill_while_an_image_is_replaced() {
    JsonNode old = BURGOS.image("large").content("the old one").upload();
    try (Watch watch = Watch.of(BURGOS)) {
      Command.Running running = glancesync.start("sync", "Burgos");
      Watch.untilSaving(BURGOS, "large");
      running.signal("KILL");
      running.result().exits(137);
      assertThat(watch.seen()).containsExactly("large 11");
    }
    assertThat(BURGOS.visible()).containsExactly(old);
    theNextRunFinishes();
  }

  @Test
  void a_kill_after_which_the_journal_is_lost() throws IOException {
    Command.Running running = glancesync.start("sync", "Burgos");
    Watch.untilSaving(BURGOS, "large");
    running.signal("KILL");
    running.result().exits(137);
    try (Stream<Path> journal = Files.list(inFlight())) {
      for (Path file : journal.toList()) {
        Files.delete(file);
      }
    }
    // for all that this one knows now, another GlanceSync may be at it
    assertThat(glancesync.run("sync", "Burgos").exits(1).out())
        .contains("another GlanceSync seems to be copying it", "left alone until");
    JsonNode left = BURGOS.only("large");
    assertThat(BURGOS.visible()).isEmpty();
    BURGOS.delete(left.path("id").asText());
    theNextRunFinishes();
  }

  @Test
  void a_crash_of_the_regions_glance() {
    Command.Running running = glancesync.start("sync", "Burgos");
    Watch.untilSaving(BURGOS, "large");
    World.kill(BURGOS.server());
    Command.Result sync;
    try {
      sync = running.result().exits(3);
    } finally {
      World.start(BURGOS.server());
    }
    assertThat(sync.out())
        .contains("upload of large in Burgos was put off", "see whether the server runs");
    assertThat(BURGOS.visible()).isEmpty();
    assertThat(BURGOS.only("large").path("status").asText()).isEqualTo("saving");
    theNextRunFinishes();
  }

  @Test
  void two_runs_do_not_work_with_the_same_journal() {
    Command.Running one = glancesync.start("sync", "Burgos");
    Command.Running other = glancesync.start("sync", "Burgos");
    List<Command.Result> both = List.of(one.result(), other.result());
    assertThat(both).extracting(Command.Result::exitCode).containsExactlyInAnyOrder(0, 1);
    assertThat(both)
        .filteredOn(it -> it.exitCode() == 1)
        .flatExtracting(Command.Result::complaints)
        .singleElement()
        .asString()
        .contains("Another run is under way");
    assertThat(BURGOS.names()).containsExactly("large");
  }
}
