package io.glancesync.contract;

import static io.glancesync.world.World.BURGOS;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.world.World;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is left when a Glance is killed while content arrives. */
@Contract
class CrashContractIT {
  private final Api glance = Api.of(BURGOS);
  private String complete;
  private String interrupted;
  private String givenUp;
  private boolean hungUp;

  @BeforeAll
  void a_crash_in_the_middle_of_two_uploads() {
    complete = glance.active("content");
    interrupted = glance.queued();
    givenUp = glance.queued();
    try (Wire first = begin(interrupted);
        Wire second = begin(givenUp)) {
      World.kill(BURGOS.server());
      hungUp = first.isClosed() && second.isClosed();
    } finally {
      World.start(BURGOS.server());
    }
  }

  private Wire begin(String id) {
    Wire wire = Wire.to(BURGOS);
    wire.put(id, "Content-Type: application/octet-stream", "Content-Length: 1000000");
    wire.send("x".repeat(500_000));
    Wait.untilSaving(glance, id);
    return wire;
  }

  @Test
  void the_sender_is_hung_up_on() {
    assertThat(hungUp).isTrue();
  }

  @Test
  void the_image_is_saving_for_ever() {
    assertThat(glance.status(interrupted)).isEqualTo("saving");
    assertThat(glance.field(interrupted, "size").isNull()).isTrue();
    glance.put(interrupted, "content").is(409).saying("from saving to saving is not allowed");
    assertThat(glance.download(interrupted).is(204).body()).isEmpty();
  }

  @Test
  void the_image_can_be_deleted() {
    glance.delete(givenUp).is(204);
    glance.get(givenUp).is(404);
  }

  @Test
  void what_was_complete_is_still_there() {
    assertThat(glance.download(complete).is(200).text()).isEqualTo("content");
  }
}
