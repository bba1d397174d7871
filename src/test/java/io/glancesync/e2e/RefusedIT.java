package io.glancesync.e2e;

import static io.glancesync.world.World.BURGOS;
import static io.glancesync.world.World.VALLADOLID;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.glancesync.world.World;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Glance would refuse is found before any byte is sent, and stops nothing else. */
@OnTestbed
class RefusedIT {
  @TempDir private Path folder;
  private Command glancesync;

  @BeforeEach
  void an_image_to_copy() {
    World.clear();
    VALLADOLID.image("fine").id();
    glancesync = new Command(folder);
  }

  private static List<String> failures(Command.Result sync) {
    return sync.lines().stream().filter(it -> it.contains("failed: ")).toList();
  }

  @Test
  void a_character_that_glance_cannot_keep() {
    glancesync.configuredFor();
    // this Glance would refuse them in its own region as well; not every database does
    String name = VALLADOLID.image("named").id();
    VALLADOLID.inDatabase("update images set name = ? where id = ?", "smile \uD83D\uDE00", name);
    String property = VALLADOLID.image("described").with("mood", "good").id();
    VALLADOLID.inDatabase(
        "update image_properties set value = ? where image_id = ?", "\uD83D\uDE00", property);
    VALLADOLID.image("updated").content("same").with("mood", "good").id();
    JsonNode updated = BURGOS.image("updated").content("same").upload();
    VALLADOLID.inDatabase(
        "update image_properties set value = ? where image_id = ?",
        "\uD83D\uDE00",
        VALLADOLID.only("updated").path("id").asText());

    assertThat(glancesync.run("sync", "--dry-run", "Burgos").exits(0).out())
        .contains("would copy fine", "3 impossible");
    Command.Result sync = glancesync.run("sync", "Burgos").exits(1);

    assertThat(failures(sync)).hasSize(3).allMatch(it -> it.contains("beyond U+FFFF"));
    assertThat(failures(sync)).anyMatch(it -> it.contains("its property 'mood'"));
    assertThat(BURGOS.names()).containsExactly("fine", "updated");
    assertThat(BURGOS.only("updated")).isEqualTo(updated);
  }

  @Test
  void no_right_to_publish() {
    String secret = VALLADOLID.image("secret").isPrivate().id();
    String member = World.credential("keystone-a", "member");
    glancesync.configured(
        "[main]\nmaster_region = Valladolid\n[master]\ncredential = %s\nforcesyncs = %s"
            .formatted(member, secret));

    Command.Result sync = glancesync.run("sync", "Burgos").exits(1);

    assertThat(failures(sync))
        .singleElement()
        .asString()
        .contains("Tried to copy fine to Burgos", "403", "publicize_image");
    assertThat(BURGOS.names()).as("neither visible nor hidden").containsExactly("secret");
  }
}
