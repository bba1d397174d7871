package io.glancesync.e2e;

import static io.glancesync.world.World.BURGOS;
import static io.glancesync.world.World.MADRID;
import static io.glancesync.world.World.VALLADOLID;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.world.Region;
import io.glancesync.world.World;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which master images count, and which of them each target takes (sections 3 and 4). */
@EndToEnd
class SelectionIT {
  private Command.Result sync;
  private String forced;

  @BeforeAll
  void one_run_over_two_targets(@TempDir Path folder) {
    World.clear();
    VALLADOLID.image("by_property").with("nid", "1").id();
    VALLADOLID.image("base_by_name").id();
    VALLADOLID.image("neither").id();
    VALLADOLID.image("private").isPrivate().with("nid", "1").id();
    forced = VALLADOLID.image("forced").isPrivate().id();
    VALLADOLID.image("base_retired_obsolete").id();
    VALLADOLID.image("base_without_content").queued();
    VALLADOLID.image("").with("nid", "1").id();
    VALLADOLID.image("base_of_others").with("owner", VALLADOLID.as("other").project()).id();
    VALLADOLID.image("base_twice").content("one").id();
    VALLADOLID.image("base_twice").content("two").id();
    Command glancesync =
        new Command(folder)
            .configured(
                "forcesyncs = " + forced,
                "metadata_condition = image.is_public and ('nid' in image.user_properties\n"
                    + "  or image.name.startswith('base_'))",
                "metadata_condition = not image.is_public");
    sync = glancesync.run("sync", "Burgos", "other:").exits(0);
  }

  @Test
  void a_condition_chooses_and_a_forced_image_comes_along() {
    assertThat(BURGOS.names()).containsExactly("base_by_name", "by_property", "forced");
  }

  @Test
  void another_target_has_a_condition_of_its_own() {
    assertThat(MADRID.names()).containsExactly("forced", "private");
  }

  @Test
  void private_images_stay_private_and_their_content_is_the_masters() {
    for (Region region : new Region[] {BURGOS, MADRID}) {
      assertThat(region.only("forced").path("visibility").asText()).isEqualTo("private");
      assertThat(region.only("forced").path("os_hash_value"))
          .isEqualTo(VALLADOLID.get(forced).path("os_hash_value"));
    }
  }

  @Test
  void a_name_that_the_master_has_twice_is_a_warning() {
    assertThat(sync.out()).contains("duplicate_master_name").contains("base_twice");
  }
}
