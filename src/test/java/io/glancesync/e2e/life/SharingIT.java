package io.glancesync.e2e.life;

import static io.glancesync.world.World.BURGOS;
import static io.glancesync.world.World.VALLADOLID;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.glancesync.contract.Answer;
import io.glancesync.contract.Api;
import io.glancesync.e2e.Command;
import io.glancesync.e2e.EndToEnd;
import io.glancesync.world.World;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Images that are shared with one other project, in every region. */
@EndToEnd
class SharingIT {
  private static final String RULES =
      "replace = ours\nmetadata_condition = True\nsync_members = True";

  @TempDir private Path folder;
  private final Api master = Api.of(VALLADOLID);
  private final Api ours = Api.of(BURGOS);
  private final Api other = ours.as("other");

  @BeforeEach
  void no_images() {
    World.clear();
  }

  private Command command() {
    return command(RULES);
  }

  private Command command(String rules) {
    return new Command(folder).configuredFor(rules);
  }

  /** The project of somebody else, which is the same in both regions. */
  private String theirs() {
    return other.region().project();
  }

  private static String version(int number) {
    VALLADOLID.named("base").forEach(it -> VALLADOLID.delete(it.path("id").asText()));
    return VALLADOLID.image("base").with("visibility", "shared").content("version " + number).id();
  }

  private String copy() {
    return BURGOS.only("base").path("id").asText();
  }

  private Map<String, String> members(String id) {
    Answer answer = ours.members(id).is(200);
    var statuses = new HashMap<String, String>();
    for (JsonNode it : answer.json().path("members")) {
      statuses.put(it.path("member_id").asText(), it.path("status").asText());
    }
    return statuses;
  }

  private void nothingIsLeft() {
    assertThat(command().run("sync", "Burgos").exits(0).out()).contains("in step in Burgos");
  }

  @Test
  void one_project_has_an_image_through_two_versions_until_the_master_takes_it_away() {
    master.addMember(version(1), theirs()).is(200);
    command().run("sync", "Burgos").exits(0);

    String first = copy();
    assertThat(members(first)).isEqualTo(Map.of(theirs(), "pending"));
    other.get(first).is(200);
    nothingIsLeft();

    other.setMember(first, theirs(), "accepted").is(200);
    nothingIsLeft();
    assertThat(members(first)).isEqualTo(Map.of(theirs(), "accepted"));

    String second = version(2);
    master.addMember(second, theirs()).is(200);
    command().run("sync", "Burgos").exits(0);
    assertThat(new String(BURGOS.download(copy()))).isEqualTo("version 2");
    // the program is an administrator in these worlds
    assertThat(members(copy())).isEqualTo(Map.of(theirs(), "accepted"));
    other.get(copy()).is(200);
    nothingIsLeft();

    master.removeMember(second, theirs()).is(204);
    assertThat(command().run("explain", "base", "Burgos").exits(0).out())
        .contains("members: (none) → " + theirs());
    assertThat(command().run("sync", "Burgos").exits(0).out())
        .contains("(members: %s → (none))".formatted(theirs()));
    assertThat(members(copy())).isEmpty();
    other.get(copy()).is(404);
    nothingIsLeft();
  }

  @Test
  void members_that_somebody_added_in_the_region_are_removed_there() {
    version(1);
    command().run("sync", "Burgos").exits(0);
    ours.addMember(copy(), theirs()).is(200);

    command().run("sync", "Burgos").exits(0);

    assertThat(members(copy())).isEmpty();
  }

  @Test
  void without_the_key_each_region_decides_about_its_members() {
    master.addMember(version(1), theirs()).is(200);
    Command glancesync = command("metadata_condition = True");
    glancesync.run("sync", "Burgos").exits(0);

    assertThat(members(copy())).isEmpty();
    ours.addMember(copy(), theirs()).is(200);
    assertThat(glancesync.run("sync", "Burgos").exits(0).out()).contains("in step in Burgos");
    assertThat(members(copy())).containsOnlyKeys(theirs());
  }

  @Test
  void the_status_says_who_a_member_is() {
    master.addMember(version(1), theirs()).is(200);
    command("metadata_condition = True").run("sync", "Burgos").exits(0);

    assertThat(command().run("status", "--format", "json", "Burgos").exits(0).out())
        .contains("\"members\"", theirs());
  }

  @ParameterizedTest
  @CsvSource({
    "public,    community",
    "community, private",
    "community, public",
    "public,    shared",
    "private,   community"
  })
  void visibility_is_kept_in_step(String before, String then) {
    String id = VALLADOLID.image("base").with("visibility", before).content("content").id();
    command().run("sync", "Burgos").exits(0);
    assertThat(BURGOS.only("base").path("visibility").asText()).isEqualTo(before);
    VALLADOLID.set(id, "visibility", then);

    command().run("sync", "Burgos").exits(0);

    assertThat(BURGOS.only("base").path("visibility").asText()).isEqualTo(then);
    nothingIsLeft();
  }
}
