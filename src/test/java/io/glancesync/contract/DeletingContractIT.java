package io.glancesync.contract;

import static io.glancesync.contract.Patch.add;
import static io.glancesync.contract.Patch.replace;
import static io.glancesync.world.World.BURGOS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What {@code DELETE /v2/images/ID} does. */
@Contract
class DeletingContractIT {
  private final Api glance = Api.of(BURGOS);

  @Test
  void an_image_is_deleted_once() {
    String id = glance.active("content");

    assertThat(glance.delete(id).is(204).body()).isEmpty();
    glance.delete(id).is(404).saying("Failed to find image " + id + " to delete");
  }

  @Test
  void a_deleted_image_is_nowhere() {
    String id = glance.queued("name", "to be deleted", "visibility", "public");
    glance.delete(id).is(204);

    glance.get(id).is(404).saying("No image found with ID " + id);
    glance.as("other").get(id).is(404);
    glance.download(id).is(404);
    glance.patch(id, add("/prop", "x")).is(404);
    glance.action(id, "deactivate").is(404);
    assertThat(glance.list("?name=to%20be%20deleted&visibility=all").names()).isEmpty();
  }

  @Test
  void what_was_never_there_cannot_be_deleted() {
    glance.delete(UUID.randomUUID().toString()).is(404);
    glance.delete("nothing").is(404);
    glance.get("nothing").is(404);
    glance.patch("nothing", add("/prop", "x")).is(404);
  }

  @Test
  void a_protected_image_is_deleted_only_when_it_is_no_longer() {
    String id = glance.post("protected", true).is(201).id();
    glance.delete(id).is(403).saying("is protected and cannot be deleted");

    glance.patch(id, replace("/protected", false)).is(200);

    glance.delete(id).is(204);
  }

  @Test
  void a_name_is_free_again_or_never_was_taken() {
    String first = glance.post("name", "same").is(201).id();
    glance.post("name", "same").is(201);
    glance.delete(first).is(204);

    glance.post("name", "same").is(201);
    assertThat(glance.list("?name=same").names()).hasSize(2);
  }
}
