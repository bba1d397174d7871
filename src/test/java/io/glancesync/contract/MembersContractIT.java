package io.glancesync.contract;

import static io.glancesync.contract.Patch.replace;
import static io.glancesync.world.World.BURGOS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Members of a shared image: its project says who they are, they say what they make of it. */
@Contract
class MembersContractIT {
  private static final String NOBODY = "0123456789abcdef0123456789abcdef";

  private final Api admin = Api.of(BURGOS);
  private final Api owner = admin.as("member");
  private final Api other = admin.as("other");
  private final String theirs = other.region().project();
  private String image;

  @BeforeEach
  void a_shared_image() {
    image = owner.queued("visibility", "shared");
  }

  private static Map<String, String> statuses(Answer answer) {
    var statuses = new HashMap<String, String>();
    answer
        .is(200)
        .json()
        .path("members")
        .forEach(it -> statuses.put(it.path("member_id").asText(), it.path("status").asText()));
    return statuses;
  }

  @Test
  void a_new_member_is_pending_until_it_says_what_it_makes_of_the_image() {
    Answer added = owner.addMember(image, theirs).is(200);

    assertThat(added.json().path("member_id").asText()).isEqualTo(theirs);
    assertThat(added.json().path("image_id").asText()).isEqualTo(image);
    assertThat(added.json().path("status").asText()).isEqualTo("pending");
    assertThat(added.json().path("schema").asText()).isEqualTo("/v2/schemas/member");
    for (String status : new String[] {"accepted", "rejected", "pending"}) {
      other.setMember(image, theirs, status).is(200);
      assertThat(statuses(owner.members(image))).isEqualTo(Map.of(theirs, status));
    }
  }

  @Test
  void an_image_is_shared_with_nobody_at_first() {
    assertThat(statuses(owner.members(image))).isEmpty();
    assertThat(owner.members(image).json().path("schema").asText())
        .isEqualTo("/v2/schemas/members");
  }

  @Test
  void a_member_sees_the_image_by_its_id_and_lists_it_once_it_has_accepted_it() {
    other.get(image).is(404);
    owner.addMember(image, theirs).is(200);

    other.get(image).is(200);
    assertThat(other.list("?visibility=shared").text()).doesNotContain(image);
    assertThat(other.list("?visibility=shared&member_status=pending").text()).contains(image);
    assertThat(other.list("?visibility=shared&member_status=all").text()).contains(image);
    other.setMember(image, theirs, "accepted").is(200);
    assertThat(other.list("?visibility=shared").text()).contains(image);
    assertThat(other.list("").text()).contains(image);
  }

  @Test
  void a_project_is_a_member_once() {
    owner.addMember(image, theirs).is(200);

    owner.addMember(image, theirs).is(409).saying("is duplicated for image");
    assertThat(statuses(owner.members(image))).hasSize(1);
  }

  @Test
  void the_project_of_an_image_does_not_accept_it_for_others_but_an_administrator_does() {
    owner.addMember(image, theirs).is(200);

    owner.setMember(image, theirs, "accepted").is(403).saying("Not allowed to update members");
    assertThat(statuses(owner.members(image))).isEqualTo(Map.of(theirs, "pending"));
    // an administrator of another project, or of the same
    String away = other.queued("visibility", "shared");
    other.addMember(away, admin.region().project()).is(200);
    admin.setMember(away, admin.region().project(), "accepted").is(200);
    admin.setMember(image, theirs, "accepted").is(200);
  }

  @Test
  void only_the_project_of_an_image_removes_a_member() {
    owner.addMember(image, theirs).is(200);

    other.removeMember(image, theirs).is(403).saying("Not allowed to delete members");
    owner.removeMember(image, theirs).is(204);
    owner.removeMember(image, theirs).is(404).saying("not found in the member list");
    other.get(image).is(404);
  }

  @Test
  void who_was_removed_and_is_added_again_is_pending() {
    owner.addMember(image, theirs).is(200);
    other.setMember(image, theirs, "accepted").is(200);
    owner.removeMember(image, theirs).is(204);

    owner.addMember(image, theirs).is(200);

    assertThat(statuses(owner.members(image))).isEqualTo(Map.of(theirs, "pending"));
  }

  @Test
  void a_member_shares_the_image_with_nobody_and_knows_of_itself_only() {
    owner.addMember(image, theirs).is(200);
    owner.addMember(image, NOBODY).is(200);

    other.addMember(image, NOBODY + "1").is(403).saying("Not allowed to create members");
    assertThat(statuses(other.members(image))).containsOnlyKeys(theirs);
    assertThat(statuses(owner.members(image))).containsOnlyKeys(theirs, NOBODY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"private", "community"})
  void only_a_shared_image_has_members(String visibility) {
    owner.addMember(image, theirs).is(200);
    owner.patch(image, replace("/visibility", visibility)).is(200);

    owner.members(image).is(403).saying("Only shared images have members");
    owner.addMember(image, NOBODY).is(403);
    owner.removeMember(image, theirs).is(403);
    owner.patch(image, replace("/visibility", "shared")).is(200);
    assertThat(statuses(owner.members(image))).containsOnlyKeys(theirs);
  }

  @Test
  void an_image_that_is_not_visible_is_not_found() {
    other.members(image).is(404);
    other.addMember(image, theirs).is(404);
    other.removeMember(image, theirs).is(404);
  }

  @Test
  void a_request_that_is_not_one_is_refused() {
    owner.addMember(image, "").is(400);
    owner.addMember(image, theirs).is(200);

    other.setMember(image, theirs, "maybe").is(400);
  }

  @Test
  void an_image_that_is_changed_keeps_its_members() {
    owner.addMember(image, theirs).is(200);
    other.setMember(image, theirs, "accepted").is(200);
    owner.put(image, "content").is(204);
    owner.patch(image, replace("/name", "other").and(replace("/os_hidden", true))).is(200);

    assertThat(statuses(owner.members(image))).isEqualTo(Map.of(theirs, "accepted"));
  }
}
