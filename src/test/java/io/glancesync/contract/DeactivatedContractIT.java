package io.glancesync.contract;

import static io.glancesync.world.World.BURGOS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Images that an administrator has taken out of use. */
@Contract
class DeactivatedContractIT {
  private final Api admin = Api.of(BURGOS);
  private final Api member = admin.as("member");
  private String id;

  @BeforeEach
  void an_image() {
    id = admin.active("content");
  }

  @Test
  void the_image_says_so_until_it_is_back() {
    assertThat(admin.action(id, "deactivate").is(204).body()).isEmpty();
    assertThat(admin.status(id)).isEqualTo("deactivated");

    assertThat(admin.action(id, "reactivate").is(204).body()).isEmpty();
    assertThat(admin.status(id)).isEqualTo("active");
  }

  @Test
  void it_may_be_done_twice() {
    admin.action(id, "deactivate").is(204);
    admin.action(id, "deactivate").is(204);
    admin.action(id, "reactivate").is(204);
    admin.action(id, "reactivate").is(204);
  }

  @Test
  void its_content_is_refused_to_its_owner_and_given_to_an_administrator() {
    admin.action(id, "deactivate").is(204);

    member.download(id).is(403).saying("The requested image has been deactivated");
    assertThat(admin.download(id).is(200).text()).isEqualTo("content");

    admin.action(id, "reactivate").is(204);
    assertThat(member.download(id).is(200).text()).isEqualTo("content");
  }

  @Test
  void it_can_be_listed_changed_and_deleted_but_not_filled() {
    admin.action(id, "deactivate").is(204);

    assertThat(admin.list("?status=deactivated&id=" + id).names()).hasSize(1);
    admin.patch(id, Patch.add("/prop", "x")).is(200);
    admin.put(id, "other").is(409).saying("transition from deactivated to saving");
    admin.delete(id).is(204);
  }

  @Test
  void only_an_image_with_content_can_be_taken_out_of_use() {
    String queued = admin.queued();

    admin.action(queued, "deactivate").is(403).saying("in status 'queued'");
    admin.action(UUID.randomUUID().toString(), "deactivate").is(404);
  }
}
