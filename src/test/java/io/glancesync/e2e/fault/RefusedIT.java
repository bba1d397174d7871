package io.glancesync.e2e.fault;

import static io.glancesync.world.World.BURGOS;
import static io.glancesync.world.World.VALLADOLID;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.glancesync.e2e.Command;
import io.glancesync.e2e.EndToEnd;
import io.glancesync.world.Backstage;
import io.glancesync.world.World;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Glance would refuse is found before any byte is sent, and stops nothing else. */
@EndToEnd
class RefusedIT {
  private static final String SMILE = "\uD83D\uDE00";

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
    Backstage backstage = VALLADOLID.backstage();
    backstage.rename(VALLADOLID.image("named").id(), "smile " + SMILE);
    backstage.setProperty(VALLADOLID.image("described").with("mood", "good").id(), "mood", SMILE);
    String master = VALLADOLID.image("updated").content("same").with("mood", "good").id();
    backstage.setProperty(master, "mood", SMILE);
    JsonNode updated = BURGOS.image("updated").content("same").upload();

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
