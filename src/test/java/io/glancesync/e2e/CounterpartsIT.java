package io.glancesync.e2e;

import static io.glancesync.world.World.BURGOS;
import static io.glancesync.world.World.MADRID;
import static io.glancesync.world.World.VALLADOLID;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.glancesync.world.Region;
import io.glancesync.world.World;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which of a region's images is held against the master's (section 5, "Looking for it"). */
@EndToEnd
class CounterpartsIT {
  private List<String> states;
  private Command.Result sync;
  private Command.Result again;
  private String foreignInBurgos;
  private String foreignInMadrid;
  private String queued;
  private String twin;

  @BeforeAll
  void one_run(@TempDir Path folder) {
    World.clear();
    VALLADOLID.image("foreign").content("1").with("nid", "1").id();
    foreignInBurgos = foreign(BURGOS);
    foreignInMadrid = foreign(MADRID);
    VALLADOLID.image("unfinished").content("22").id();
    queued = BURGOS.image("unfinished").queued();
    VALLADOLID.image("twins").content("333").id();
    twin = BURGOS.image("twins").content("333").id();
    BURGOS.image("twins").content("something else").id();
    VALLADOLID.image("strangers").content("4444").id();
    BURGOS.image("strangers").content("one").id();
    BURGOS.image("strangers").content("two").id();
    Command glancesync =
        new Command(folder)
            .configured("metadata_condition = image.name != 'x'", "", "only_tenant_images = False");
    states = glancesync.run("status", "Burgos", "other:", "--format", "csv").exits(0).lines();
    sync = glancesync.run("sync", "Burgos", "other:").exits(0);
    again = glancesync.run("sync", "Burgos", "other:").exits(0);
  }

  private static String foreign(Region region) {
    return region.image("foreign").content("1").with("owner", region.as("other").project()).id();
  }

  @Test
  void status_tells_what_was_found() {
    assertThat(states)
        .containsExactly(
            "pending_upload,Burgos,foreign",
            "pending_upload,Burgos,unfinished",
            "ok,Burgos,twins",
            "error_checksum,Burgos,strangers",
            "pending_metadata,other:Madrid,foreign",
            "pending_upload,other:Madrid,unfinished",
            "pending_upload,other:Madrid,twins",
            "pending_upload,other:Madrid,strangers");
  }

  @Test
  void another_projects_image_is_none_of_ours() {
    assertThat(BURGOS.named("foreign")).hasSize(2);
    assertThat(BURGOS.get(foreignInBurgos).has("nid")).isFalse();
    assertThat(sync.out()).contains("foreign_owner");
  }

  @Test
  void another_projects_image_is_kept_in_step_where_the_configuration_says_so() {
    JsonNode foreign = MADRID.only("foreign");
    assertThat(foreign.path("id").asText()).isEqualTo(foreignInMadrid);
    assertThat(foreign.path("nid").asText()).isEqualTo("1");
  }

  @Test
  void an_image_that_is_not_active_is_left_alone_and_a_copy_made() {
    assertThat(BURGOS.get(queued).path("status").asText()).isEqualTo("queued");
    assertThat(BURGOS.named("unfinished")).hasSize(2);
    assertThat(sync.out()).contains("not_active").contains(queued);
  }

  @Test
  void of_two_the_one_with_the_masters_content_counts() {
    assertThat(BURGOS.named("twins")).hasSize(2);
    assertThat(sync.out()).contains("duplicate_region_name").contains(twin);
  }

  @Test
  void a_second_run_copies_nothing() {
    assertThat(again.out()).contains("Nothing to do").doesNotContain("copied");
  }
}
