package io.glancesync.contract;

import static io.glancesync.world.World.BURGOS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who sees which images: an administrator, a member of the same project, and somebody else. */
@Contract
class VisibilityContractIT {
  private final Api admin = Api.of(BURGOS);
  private final Api member = admin.as("member");
  private final Api other = admin.as("other");
  private final Map<String, String> ids = new HashMap<>();

  @BeforeAll
  void images_of_two_projects() {
    make(admin, "public", "visibility", "public");
    make(admin, "private", "visibility", "private");
    make(member, "shared");
    make(admin, "hidden", "visibility", "public", "os_hidden", true);
    make(other, "their-private", "visibility", "private");
    make(other, "their-shared", "visibility", "shared");
    make(other, "their-community", "visibility", "community");
    make(other, "their-hidden", "visibility", "community", "os_hidden", true);
  }

  private void make(Api user, String name, Object... fields) {
    Object[] all = new Object[fields.length + 2];
    System.arraycopy(fields, 0, all, 2, fields.length);
    all[0] = "name";
    all[1] = name;
    ids.put(name, user.queued(all));
  }

  private String names(String user, String query) {
    return String.join(" ", admin.as(user).list(query == null ? "" : "?" + query).names());
  }

  @ParameterizedTest
  @CsvSource({
    "sync,   , their-shared their-private shared private public",
    "member, , shared private public",
    "other,  , their-community their-shared their-private public"
  })
  void the_default_list_is_all_of_an_admin_but_community_images_of_others(
      String user, String query, String names) {
    assertThat(names(user, query)).isEqualTo(names);
  }

  @ParameterizedTest
  @CsvSource({
    "sync,   os_hidden=true,                hidden",
    "sync,   os_hidden=true&visibility=all, their-hidden hidden",
    "member, os_hidden=true,                hidden",
    "other,  os_hidden=true,                their-hidden hidden"
  })
  void hidden_images_are_listed_only_when_asked_for(String user, String query, String names) {
    assertThat(names(user, query)).isEqualTo(names);
  }

  @ParameterizedTest
  @CsvSource({
    "sync,   all,       their-community their-shared their-private shared private public",
    "sync,   public,    public",
    "sync,   private,   their-private private",
    "sync,   shared,    their-shared shared",
    "sync,   community, their-community",
    "member, all,       their-community shared private public",
    "member, private,   private",
    "member, community, their-community",
    "other,  all,       their-community their-shared their-private public",
    "other,  private,   their-private"
  })
  void a_visibility_leaves_only_what_the_user_may_see_of_it(
      String user, String visibility, String names) {
    assertThat(names(user, "visibility=" + visibility)).isEqualTo(names);
  }

  @Test
  void the_owner_sets_an_administrators_own_images_apart() {
    assertThat(names("sync", "owner=" + BURGOS.project())).isEqualTo("shared private public");
    assertThat(names("sync", "owner=" + BURGOS.as("other").project()))
        .isEqualTo("their-shared their-private");
    assertThat(names("member", "owner=" + BURGOS.as("other").project())).isEmpty();
    assertThat(names("other", "owner=" + BURGOS.project())).isEqualTo("public");
  }

  @Test
  void an_administrator_sees_every_image_by_its_id() {
    ids.values().forEach(it -> admin.get(it).is(200));
  }

  @Test
  void an_image_that_is_not_visible_is_not_found() {
    for (String name : new String[] {"their-private", "their-shared"}) {
      member.get(ids.get(name)).is(404).saying("No image found with ID " + ids.get(name));
    }
    other.get(ids.get("private")).is(404);
    other.get(ids.get("shared")).is(404);
  }

  @Test
  void who_knows_the_id_sees_public_and_community_images_hidden_or_not() {
    for (String name : new String[] {"public", "hidden"}) {
      other.get(ids.get(name)).is(200);
    }
    for (String name : new String[] {"their-community", "their-hidden"}) {
      member.get(ids.get(name)).is(200);
    }
  }
}
