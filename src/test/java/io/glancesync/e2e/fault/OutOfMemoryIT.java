package io.glancesync.e2e.fault;

import static io.glancesync.world.World.BURGOS;
import static io.glancesync.world.World.VALLADOLID;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.e2e.Command;
import io.glancesync.e2e.EndToEnd;
import io.glancesync.world.Draft;
import io.glancesync.world.World;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Memory that runs out ends the program at once, and in words. */
@EndToEnd
class OutOfMemoryIT {
  private static final int IMAGES = 120;
  private static final int PROPERTIES = 110;
  private static final String LONG = "x".repeat(100);
  private static final int KILLED = 137;

  /** Enough for the limit of an answer, a quarter of it, and not for a run. */
  private static final String SMALL = "-Xmx15m";

  @TempDir Path folder;

  @BeforeAll
  void a_list_that_needs_much_memory() {
    World.clear();
    for (int i = 0; i < IMAGES; i++) {
      Draft draft = VALLADOLID.image("image-" + i);
      for (int j = 0; j < PROPERTIES; j++) {
        draft.with("property-" + j, LONG + i);
      }
      draft.upload();
    }
  }

  /** What one process had begun, only the next one with its journal may take for its own. */
  @BeforeEach
  void an_empty_region() {
    BURGOS.clear();
  }

  @AfterAll
  void make_room() {
    World.clear();
  }

  private Command glancesync(String option) {
    return new Command(folder).with("GLANCESYNC_JAVA_OPTS", option).configuredFor();
  }

  @Test
  void a_run_ends_by_itself_and_the_next_one_does_all() {
    Command.Result ended = glancesync(SMALL).run("sync", "Burgos").exits(KILLED);

    assertThat(ended.err()).contains("memory ran out", "GLANCESYNC_JAVA_OPTS=-Xmx");
    assertThat(ended.out()).isEmpty();

    glancesync("-Xmx256m").run("sync", "Burgos").exits(0);
    assertThat(BURGOS.names()).hasSize(IMAGES);
    assertThat(BURGOS.visible()).hasSize(IMAGES);
  }

  @Test
  void so_does_the_service_whoever_watches_over_it_starts_it_again() {
    glancesync(SMALL)
        .with("GLANCESYNC_SCHEDULE_HOURLY_CRON", "* * * * * ?")
        .run("serve")
        .exits(KILLED);
  }
}
