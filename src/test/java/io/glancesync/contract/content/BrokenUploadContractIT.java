package io.glancesync.contract.content;

import static io.glancesync.world.World.BURGOS;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.contract.Api;
import io.glancesync.contract.Contract;
import io.glancesync.contract.Wait;
import io.glancesync.contract.Wire;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Uploads that do not reach their end, or do not alone. */
@Contract
class BrokenUploadContractIT {
  private static final String SOME = "x".repeat(500_000);

  private final Api glance = Api.of(BURGOS);

  /** How the end of the content is told. */
  enum Encoding {
    LENGTH("Content-Length: 1000000", 500),
    CHUNKED("Transfer-Encoding: chunked", 400);

    private final String header;
    private final int whenTooShort;

    Encoding(String header, int whenTooShort) {
      this.header = header;
      this.whenTooShort = whenTooShort;
    }

    Wire begin(Api glance, String id) {
      Wire wire = Wire.to(BURGOS).put(id, "Content-Type: application/octet-stream", header);
      more(wire);
      Wait.untilSaving(glance, id);
      return wire;
    }

    void more(Wire wire) {
      if (this == LENGTH) {
        wire.send(SOME);
      } else {
        wire.sendChunk(SOME);
      }
    }

    void end(Wire wire) {
      more(wire);
      if (this == CHUNKED) {
        wire.send("0\r\n\r\n");
      }
    }
  }

  private void isQueuedAgain(String id) {
    Wait.until(glance, id, "queued");
    assertThat(glance.field(id, "size").isNull()).isTrue();
    assertThat(glance.field(id, "checksum").isNull()).isTrue();
    glance.put(id, "hello").is(204);
    assertThat(glance.field(id, "size").asLong()).isEqualTo(5);
    assertThat(glance.download(id).is(200).text()).isEqualTo("hello");
  }

  @ParameterizedTest
  @EnumSource
  void a_broken_connection_leaves_the_image_queued_for_a_new_upload(Encoding encoding) {
    String id = glance.queued();

    encoding.begin(glance, id).close();

    isQueuedAgain(id);
  }

  @ParameterizedTest
  @EnumSource
  void content_that_ends_too_soon_is_refused(Encoding encoding) {
    String id = glance.queued();
    try (Wire wire = encoding.begin(glance, id)) {
      wire.finish();

      wire.answer().is(encoding.whenTooShort);
      assertThat(wire.isClosed()).isTrue();
    }
    isQueuedAgain(id);
  }

  @Test
  void a_chunk_that_is_none_leaves_the_image_queued_for_a_new_upload() {
    String id = glance.queued();
    try (Wire wire = Encoding.CHUNKED.begin(glance, id)) {
      wire.send("zz\r\n");
      isQueuedAgain(id);
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_second_upload_meanwhile_is_refused_and_does_not_disturb_the_first(Encoding encoding) {
    String id = glance.queued();
    try (Wire wire = encoding.begin(glance, id)) {
      glance.put(id, "second").is(409).saying("transition from saving to saving is not allowed");

      encoding.end(wire);
      wire.answer().is(204);
    }
    assertThat(glance.field(id, "size").asLong()).isEqualTo(1_000_000);
  }

  @ParameterizedTest
  @EnumSource
  void who_uploads_to_an_image_that_is_deleted_meanwhile_gets_410_at_the_end(Encoding encoding) {
    String id = glance.queued();
    try (Wire wire = encoding.begin(glance, id)) {
      glance.delete(id).is(204);
      glance.get(id).is(404);

      encoding.end(wire);
      wire.answer().is(410).saying("could not be found after upload");
    }
    glance.get(id).is(404);
    glance.post("id", id).is(409);
  }
}
