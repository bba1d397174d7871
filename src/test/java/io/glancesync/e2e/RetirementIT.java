package io.glancesync.e2e;

import static io.glancesync.world.World.BURGOS;
import static io.glancesync.world.World.MADRID;
import static io.glancesync.world.World.VALLADOLID;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.glancesync.world.Draft;
import io.glancesync.world.Region;
import io.glancesync.world.World;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images that the master region has renamed to {@code NAME_obsolete} (section 6). */
@EndToEnd
class RetirementIT {
  private final Map<String, JsonNode> before = new TreeMap<>();
  private Command.Result sync;
  private Command.Result again;

  @BeforeAll
  void one_run(@TempDir Path folder) {
    World.clear();
    retire("retired");
    inBurgos("retired", "retired");
    before.put("in Madrid", content(MADRID, "retired", "retired").upload());
    retire("half");
    inBurgos("half_obsolete", "half");
    retire("settled");
    before.put(
        "settled_obsolete",
        content(BURGOS, "settled_obsolete", "settled")
            .isPrivate()
            .with("reason", "too old")
            .upload());
    retire("different");
    inBurgos("different", "something else");
    retire("foreign");
    before.put(
        "foreign",
        content(BURGOS, "foreign", "foreign").with("owner", BURGOS.as("other").project()).upload());
    retire("back");
    VALLADOLID.image("back").id();
    inBurgos("back", "back");
    retire("lone");
    Command glancesync =
        new Command(folder)
            .configured(
                "metadata_set = nid",
                "metadata_condition = image.name == 'back'\nobsolete_syncprops = reason, absent",
                "support_obsolete_images = False");
    sync = glancesync.run("sync", "Burgos", "other:").exits(0);
    again = glancesync.run("sync", "Burgos", "other:").exits(0);
  }

  private static void retire(String name) {
    content(VALLADOLID, name + "_obsolete", name)
        .isPrivate()
        .with("reason", "too old")
        .with("nid", "1")
        .id();
  }

  private void inBurgos(String name, String content) {
    before.put(name, content(BURGOS, name, content).with("own", "1").upload());
  }

  private static Draft content(Region region, String name, String content) {
    return region.image(name).content("content of " + content);
  }

  private static void isAsBefore(Region region, JsonNode image) {
    assertThat(region.get(image.path("id").asText())).isEqualTo(image);
  }

  @Test
  void the_regions_image_is_renamed_and_follows_the_masters_visibility() {
    JsonNode retired = BURGOS.only("retired_obsolete");
    assertThat(retired.path("id")).isEqualTo(before.get("retired").path("id"));
    assertThat(retired.path("visibility").asText()).isEqualTo("private");
    assertThat(BURGOS.named("retired")).isEmpty();
  }

  @Test
  void only_the_properties_for_retired_images_are_set() {
    JsonNode retired = BURGOS.only("retired_obsolete");
    assertThat(retired.path("reason").asText()).isEqualTo("too old");
    assertThat(retired.path("own").asText()).isEqualTo("1");
    assertThat(retired.has("nid")).isFalse();
    assertThat(retired.has("absent")).isFalse();
  }

  @Test
  void an_image_that_has_the_name_already_is_brought_in_step() {
    JsonNode half = BURGOS.only("half_obsolete");
    assertThat(half.path("visibility").asText()).isEqualTo("private");
    assertThat(half.path("reason").asText()).isEqualTo("too old");
  }

  @Test
  void an_image_that_is_as_it_should_be_is_not_touched() {
    isAsBefore(BURGOS, before.get("settled_obsolete"));
  }

  @Test
  void other_content_is_left_alone() {
    isAsBefore(BURGOS, before.get("different"));
  }

  @Test
  void another_projects_image_is_left_alone() {
    isAsBefore(BURGOS, before.get("foreign"));
  }

  @Test
  void a_name_that_is_selected_again_is_not_retired() {
    isAsBefore(BURGOS, before.get("back"));
    assertThat(sync.out()).contains("obsolete_ignored").contains("back_obsolete");
  }

  @Test
  void a_retired_image_is_never_copied() {
    assertThat(BURGOS.named("lone_obsolete")).isEmpty();
    assertThat(MADRID.named("lone_obsolete")).isEmpty();
  }

  @Test
  void a_target_may_switch_it_off() {
    isAsBefore(MADRID, before.get("in Madrid"));
  }

  @Test
  void a_second_run_retires_nothing() {
    assertThat(again.out()).doesNotContain("retired retired", "retired half");
  }
}
