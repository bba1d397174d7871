package io.glancesync.contract;

import static io.glancesync.contract.Patch.add;
import static io.glancesync.contract.Patch.replace;
import static io.glancesync.world.World.BURGOS;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may change which image: an administrator, a member of its project, and somebody else. */
@Contract
class RightsContractIT {
  private final Api admin = Api.of(BURGOS);
  private final Api member = admin.as("member");
  private final Api other = admin.as("other");
  private String published;
  private String community;
  private String secret;

  @BeforeEach
  void images_of_two_projects() {
    published = admin.queued("visibility", "public");
    community = other.queued("visibility", "community");
    secret = other.queued("visibility", "private");
  }

  @Test
  void only_an_administrator_publishes_an_image() {
    String own = member.queued("visibility", "private");

    member.post("visibility", "public").is(403).saying("publicize_image");
    member.patch(own, replace("/visibility", "public")).is(403).saying("publicize_image");
    assertThat(member.field(own, "visibility").asText()).isEqualTo("private");
    admin.patch(own, replace("/visibility", "public")).is(200);
  }

  @Test
  void a_member_may_share_with_everybody_who_knows_the_id() {
    String own = member.post("visibility", "community").is(201).id();

    member.patch(own, replace("/visibility", "shared")).is(200);
    member.patch(own, replace("/visibility", "community")).is(200);
  }

  @Test
  void an_image_belongs_to_the_project_not_to_who_made_it() {
    member.patch(published, add("/prop", "x").and(add("/os_hidden", true))).is(200);
    member.put(published, "content").is(204);
    member.delete(published).is(204);
  }

  @Test
  void the_image_of_another_project_cannot_be_changed() {
    other.patch(published, add("/prop", "x")).is(403).saying("You do not own this image");
    other.put(published, "content").is(403).saying("Not allowed to upload image data");
    other.delete(published).is(403).saying("You do not own this image");
    member.patch(community, add("/prop", "x")).is(403);
    member.put(community, "content").is(403);
    member.delete(community).is(403);
  }

  @Test
  void the_secret_image_of_another_project_is_not_found() {
    member.patch(secret, add("/prop", "x")).is(404);
    member.put(secret, "content").is(404);
    member.delete(secret).is(404);
  }

  @Test
  void an_administrator_changes_every_image() {
    for (String id : new String[] {community, secret}) {
      admin.patch(id, add("/prop", "x")).is(200);
      admin.put(id, "content").is(204);
      admin.delete(id).is(204);
    }
  }

  @Test
  void only_an_administrator_gives_an_image_away() {
    String own = member.queued();
    String theirs = other.region().project();

    member.post("owner", theirs).is(403).saying("not permitted to create images owned by");
    member.patch(own, replace("/owner", theirs)).is(403);
    assertThat(admin.patch(own, replace("/owner", theirs)).is(200).json().path("owner").asText())
        .isEqualTo(theirs);
    member.get(own).is(404);
    assertThat(admin.post("owner", theirs).is(201).json().path("owner").asText()).isEqualTo(theirs);
  }

  @Test
  void an_image_is_taken_out_of_use_by_its_project_or_an_administrator() {
    String own = member.active("content");
    String theirs = other.active("content", "visibility", "community");

    member.action(theirs, "deactivate").is(403).saying("You do not own this image");
    member.action(own, "deactivate").is(204);
    member.action(own, "reactivate").is(204);
    admin.action(theirs, "deactivate").is(204);
  }
}
