package io.glancesync.contract.content;

import static io.glancesync.world.World.BURGOS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.glancesync.contract.Answer;
import io.glancesync.contract.Api;
import io.glancesync.contract.Contract;
import io.glancesync.contract.Patch;
import io.glancesync.contract.Wait;
import io.glancesync.contract.Wire;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code PUT /v2/images/ID/file} makes of content that arrives in full. */
@Contract
class UploadingContractIT {
  private static final String MD5 = "5d41402abc4b2a76b9719d911017c592";
  private static final String SHA512 =
      "9b71d224bd62f3785d96d46ad3ea3d73319bfbc2890caadae2dff72519673ca7"
          + "2323c3d99ba5c11d7c7acc6e14b8c5da0c4663475c2e5c3adef46f73bcdec043";

  private final Api glance = Api.of(BURGOS);

  private static void isHello(JsonNode image) {
    assertThat(image.path("status").asText()).isEqualTo("active");
    assertThat(image.path("size").isIntegralNumber()).isTrue();
    assertThat(image.path("size").asLong()).isEqualTo(5);
    assertThat(image.path("virtual_size").asLong()).as("of a raw image").isEqualTo(5);
    assertThat(image.path("checksum").asText()).isEqualTo(MD5);
    assertThat(image.path("os_hash_algo").asText()).isEqualTo("sha512");
    assertThat(image.path("os_hash_value").asText()).isEqualTo(SHA512);
    assertThat(image.path("stores").asText()).isNotEmpty();
  }

  @Test
  void content_makes_a_queued_image_active_with_its_size_and_hashes() {
    String id = glance.queued();
    assertThat(glance.status(id)).isEqualTo("queued");

    Answer answer = glance.put(id, "hello").is(204);

    assertThat(answer.body()).isEmpty();
    isHello(glance.get(id).json());
  }

  @Test
  void content_may_come_in_chunks() {
    String id = glance.queued();
    try (Wire wire = Wire.to(BURGOS)) {
      wire.put(id, "Content-Type: application/octet-stream", "Transfer-Encoding: chunked");
      wire.sendChunk("hel").sendChunk("lo").send("0\r\n\r\n").answer().is(204);

      // the connection can be used again
      wire.get("?limit=0").answer().is(200);
    }
    isHello(glance.get(id).json());
  }

  @Test
  void while_content_arrives_the_image_is_saving_and_nothing_is_known_of_it() {
    String id = glance.queued();
    try (Wire wire = Wire.to(BURGOS)) {
      wire.put(id, "Content-Type: application/octet-stream", "Content-Length: 5").send("hel");
      Wait.untilSaving(glance, id);

      JsonNode image = glance.get(id).is(200).json();
      assertThat(image.path("size").isNull()).isTrue();
      assertThat(image.path("checksum").isNull()).isTrue();
      assertThat(glance.download(id).is(204).body()).isEmpty();

      wire.send("lo").answer().is(204);
    }
    isHello(glance.get(id).json());
  }

  @Test
  void what_is_changed_while_content_arrives_is_undone_when_it_is_there() {
    String id = glance.queued("name", "old", "prop", "old");
    try (Wire wire = Wire.to(BURGOS)) {
      wire.put(id, "Content-Type: application/octet-stream", "Content-Length: 5").send("hel");
      Wait.untilSaving(glance, id);
      Patch patch =
          Patch.add("/name", "new").and(Patch.add("/prop", "new")).and(Patch.add("/more", "new"));
      assertThat(glance.patch(id, patch).is(200).json().path("more").asText()).isEqualTo("new");

      wire.send("lo").answer().is(204);
    }
    assertThat(glance.field(id, "name").asText()).isEqualTo("old");
    assertThat(glance.field(id, "prop").asText()).isEqualTo("old");
    assertThat(glance.get(id).json().has("more")).isFalse();
  }

  @Test
  void empty_content_makes_an_active_image_too() {
    String id = glance.active("");

    JsonNode image = glance.get(id).json();
    assertThat(image.path("status").asText()).isEqualTo("active");
    assertThat(image.path("size").asLong(-1)).isZero();
    assertThat(image.path("checksum").asText()).isEqualTo("d41d8cd98f00b204e9800998ecf8427e");
    assertThat(glance.download(id).is(200).header("Content-Length")).isEqualTo("0");
  }

  @Test
  void content_of_an_active_image_cannot_be_replaced() {
    String id = glance.active("hello");

    glance.put(id, "other").is(409).saying("transition from active to saving is not allowed");

    isHello(glance.get(id).json());
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "text/plain",
        "application/json",
        "Application/Octet-Stream",
        "application/x-www-form-urlencoded"
      })
  void content_of_another_type_is_refused_with_415(String type) {
    String id = glance.queued();
    String header = type == null ? "Accept: */*" : "Content-Type: " + type;
    try (Wire wire = Wire.to(BURGOS)) {
      wire.put(id, header, "Content-Length: 5").send("hello").answer().is(415);
    }
    assertThat(glance.status(id)).isEqualTo("queued");
  }

  @Test
  void the_type_may_have_parameters() {
    String id = glance.queued();

    glance.put(id, "hello", "application/octet-stream; charset=utf-8").is(204);
  }

  @Test
  void both_formats_must_be_set_before() {
    String neither = glance.post().is(201).id();
    String one = glance.post("disk_format", "raw").is(201).id();

    glance
        .put(neither, "hello")
        .is(400)
        .saying("Properties disk_format, container_format must be set prior to saving data.");
    glance.put(one, "hello").is(400).saying("Property container_format must be set");

    assertThat(glance.status(neither)).isEqualTo("queued");
    glance
        .patch(
            neither, Patch.add("/disk_format", "raw").and(Patch.add("/container_format", "bare")))
        .is(200);
    glance.put(neither, "hello").is(204);
  }

  @Test
  void an_image_that_is_not_there_is_404() {
    String deleted = glance.queued();
    glance.delete(deleted).is(204);

    glance.put(deleted, "hello").is(404);
    glance.put(UUID.randomUUID().toString(), "hello").is(404);
    glance.put("nothing", "hello").is(404).saying("No image found with ID nothing");
  }
}
