package io.glancesync.e2e;

import static io.glancesync.world.World.CACERES;
import static io.glancesync.world.World.VALLADOLID;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.glancesync.world.World;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a {@code metadata_set}, these properties are kept in step and no others. */
@EndToEnd
class MetadataSetIT {
  private List<String> states;
  private List<String> statesAfter;
  private JsonNode equal;

  @BeforeAll
  void one_run(@TempDir Path folder) {
    World.clear();
    VALLADOLID.image("unselected").content("1").with("other", "1").id();
    VALLADOLID.image("copied").content("22").with("nid", "1").with("other", "1").id();
    VALLADOLID.image("equal").content("333").with("nid", "1").with("other", "1").id();
    equal = CACERES.image("equal").content("333").with("nid", "1").with("own", "1").upload();
    VALLADOLID.image("updated").content("4444").with("nid", "2").with("other", "1").id();
    CACERES
        .image("updated")
        .content("4444")
        .with("nid", "1")
        .with("type", "gone")
        .with("own", "1")
        .id();
    VALLADOLID.image("shown").content("55555").with("nid", "1").id();
    CACERES.image("shown").content("55555").isPrivate().with("nid", "1").with("own", "1").id();
    VALLADOLID.image("unlinked").content("666666").with("nid", "1").id();
    CACERES
        .image("unlinked")
        .content("666666")
        .with("nid", "1")
        .with("kernel_id", equal.path("id").asText())
        .id();
    Command glancesync = new Command(folder).configuredFor("metadata_set = nid, type");
    states = glancesync.run("status", "Caceres", "--format", "csv").exits(0).lines();
    glancesync.run("sync", "Caceres").exits(0);
    statesAfter = glancesync.run("status", "Caceres", "--format", "csv").exits(0).lines();
  }

  @Test
  void only_images_with_one_of_the_properties_count() {
    assertThat(states)
        .containsExactly(
            "pending_upload,Caceres,copied",
            "ok,Caceres,equal",
            "pending_metadata,Caceres,updated",
            "pending_metadata,Caceres,shown",
            "pending_metadata,Caceres,unlinked");
    assertThat(CACERES.named("unselected")).isEmpty();
  }

  @Test
  void afterwards_all_are_in_step() {
    assertThat(statesAfter).hasSize(5).allMatch(it -> it.startsWith("ok,"));
  }

  @Test
  void a_copy_gets_these_properties_and_no_others() {
    assertThat(CACERES.only("copied").path("nid").asText()).isEqualTo("1");
    assertThat(CACERES.only("copied").has("other")).isFalse();
  }

  @Test
  void an_update_sets_and_removes_these_and_leaves_all_others_alone() {
    JsonNode updated = CACERES.only("updated");
    assertThat(updated.path("nid").asText()).isEqualTo("2");
    assertThat(updated.has("type")).isFalse();
    assertThat(updated.path("own").asText()).isEqualTo("1");
    assertThat(updated.has("other")).isFalse();
    assertThat(CACERES.only("equal")).isEqualTo(equal);
  }

  @Test
  void a_change_of_visibility_leaves_other_properties_alone() {
    assertThat(CACERES.only("shown").path("visibility").asText()).isEqualTo("public");
    assertThat(CACERES.only("shown").path("own").asText()).isEqualTo("1");
  }

  @Test
  void a_kernel_that_the_master_lacks_goes() {
    assertThat(CACERES.only("unlinked").path("kernel_id").asText("")).isEmpty();
  }
}
