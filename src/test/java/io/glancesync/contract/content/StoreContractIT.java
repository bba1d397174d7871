package io.glancesync.contract.content;

import static io.glancesync.world.World.BURGOS;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.contract.Api;
import io.glancesync.contract.Contract;
import org.junit.jupiter.api.Test;

/** Content that the store does not take. */
@Contract
class StoreContractIT {
  private static final int MIB = 1 << 20;

  private final Api glance = Api.of(BURGOS);

  @Test
  void content_for_which_there_is_no_room_is_refused_with_413() {
    String id = glance.queued();
    String big = "x".repeat(65 * MIB);
    BURGOS.backstage().limitRoom(64 * MIB);
    try {
      glance.put(id, big).is(413).saying("not enough disk space on the image storage media");
    } finally {
      BURGOS.backstage().unlimitRoom();
    }
    assertThat(glance.status(id)).isEqualTo("queued");
    assertThat(glance.field(id, "size").isNull()).isTrue();
    glance.put(id, "hello").is(204);
    assertThat(glance.download(id).is(200).text()).isEqualTo("hello");
  }

  @Test
  void content_that_must_not_be_written_is_refused_with_503() {
    String id = glance.queued();
    BURGOS.backstage().refuseContent(id);
    try {
      glance.put(id, "hello").is(503).saying("Permission to write image storage media denied");
    } finally {
      BURGOS.backstage().acceptContent(id);
    }
    assertThat(glance.status(id)).isEqualTo("queued");
    glance.put(id, "hello").is(204);
  }
}
