package io.glancesync.e2e.fault;

import static io.glancesync.world.World.BURGOS;
import static io.glancesync.world.World.VALLADOLID;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.glancesync.e2e.Command;
import io.glancesync.e2e.EndToEnd;
import io.glancesync.world.Backstage;
import io.glancesync.world.Watch;
import io.glancesync.world.World;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Master images without their content: never visible in a region, not for a moment. */
@EndToEnd
class BrokenMasterIT {
  private static final int SIZE = 3_000_000;

  private Command.Result sync;
  private Watch watch;
  private JsonNode old;

  @BeforeAll
  void one_run(@TempDir Path folder) {
    World.clear();
    VALLADOLID.image("fine").zeros(SIZE + 4).id();
    Backstage backstage = VALLADOLID.backstage();
    backstage.loseContent(VALLADOLID.image("gone").zeros(SIZE).id());
    backstage.truncateContent(VALLADOLID.image("short").zeros(SIZE + 1).id(), SIZE / 2);
    backstage.corruptContent(VALLADOLID.image("damaged").zeros(SIZE + 2).id(), SIZE / 2);
    String replacement =
        VALLADOLID.image("replacement").zeros(SIZE + 3).with("protected", true).id();
    backstage.corruptContent(replacement, SIZE / 2);
    old = BURGOS.image("replacement").content("the old one").with("protected", true).upload();
    Command glancesync =
        new Command(folder)
            .with("GLANCESYNC_REQUEST_RESPONSE_TIMEOUT", "3s")
            .configuredFor("replace = any");
    try (Watch watching = Watch.of(BURGOS)) {
      watch = watching;
      sync = glancesync.run("sync", "Burgos").exits(1);
    }
  }

  @Test
  void none_of_them_is_ever_visible() {
    assertThat(watch.seen()).isSubsetOf("fine 3000004", "replacement 11");
  }

  @Test
  void nothing_of_them_is_left() {
    assertThat(BURGOS.names()).containsExactly("fine", "replacement");
  }

  @Test
  void what_they_should_replace_is_as_it_was() {
    assertThat(BURGOS.get(old.path("id").asText()))
        .usingRecursiveComparison()
        .ignoringFields("_children.updated_at")
        .isEqualTo(old);
  }

  @Test
  void each_is_named_with_what_is_wrong() {
    List<String> failures =
        sync.lines().stream().filter(it -> it.contains("failed: ")).map(String::strip).toList();
    assertThat(failures).hasSize(4);
    assertThat(failures).anyMatch(it -> it.contains("gone") && it.contains("204"));
    assertThat(failures)
        .anyMatch(it -> it.contains("Tried to copy short") && it.contains("of 3000001 bytes"));
    assertThat(failures)
        .anyMatch(it -> it.contains("Tried to copy damaged") && it.contains("does not match"));
    assertThat(failures)
        .anyMatch(
            it -> it.contains("Tried to replace replacement") && it.contains("does not match"));
  }

  @Test
  void the_others_are_copied() {
    assertThat(BURGOS.only("fine").path("os_hash_value"))
        .isEqualTo(VALLADOLID.only("fine").path("os_hash_value"));
  }
}
