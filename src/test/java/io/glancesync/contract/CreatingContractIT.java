package io.glancesync.contract;

import static io.glancesync.world.World.BURGOS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.glancesync.world.Http;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code POST /v2/images} makes of a request that it accepts. */
@Contract
class CreatingContractIT {
  private final Api glance = Api.of(BURGOS);

  private static String newId() {
    return UUID.randomUUID().toString();
  }

  @Test
  void a_new_image_has_exactly_these_fields_and_defaults() {
    JsonNode image = glance.post().is(201).json();

    String id = image.path("id").asText();
    assertThat(image.path("created_at").asText())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
    assertThat(image.path("updated_at")).isEqualTo(image.path("created_at"));
    assertThat(image)
        .isEqualTo(
            Http.json(
                """
                {"id": "%1$s", "name": null, "status": "queued", "visibility": "shared",
                "os_hidden": false, "protected": false, "owner": "%2$s", "size": null,
                "virtual_size": null, "checksum": null, "os_hash_algo": null,
                "os_hash_value": null, "disk_format": null, "container_format": null,
                "min_disk": 0, "min_ram": 0, "tags": [], "created_at": "%3$s",
                "updated_at": "%3$s", "self": "/v2/images/%1$s", "file": "/v2/images/%1$s/file",
                "schema": "/v2/schemas/image"}"""
                    .formatted(id, BURGOS.project(), image.path("created_at").asText())
                    .getBytes(UTF_8)));
  }

  @Test
  void the_answer_is_the_image_as_it_is_shown_afterwards() {
    Answer created = glance.post("name", "as shown", "os_distro", "debian").is(201);

    assertThat(glance.get(created.id()).is(200).json()).isEqualTo(created.json());
    assertThat(created.header("Content-Type")).isEqualTo("application/json");
    assertThat(created.header("Location")).isEqualTo(BURGOS.url() + "/v2/images/" + created.id());
  }

  @Test
  void properties_stand_beside_the_fields_whatever_their_names() {
    JsonNode image =
        glance.post("os_distro", "debian", "a/b~c d", "größer", "", "none").is(201).json();

    assertThat(image.path("os_distro").asText()).isEqualTo("debian");
    assertThat(image.path("a/b~c d").asText()).isEqualTo("größer");
    assertThat(image.path("").asText()).isEqualTo("none");
  }

  @Test
  void all_that_a_copy_needs_can_be_said_at_once() {
    String id = newId();

    JsonNode image =
        glance
            .post(
                "id",
                id,
                "name",
                "copy",
                "visibility",
                "public",
                "os_hidden",
                true,
                "protected",
                false,
                "disk_format",
                "qcow2",
                "container_format",
                "bare",
                "min_disk",
                3,
                "min_ram",
                64,
                "tags",
                List.of("x"),
                "hw_disk_bus",
                "virtio")
            .is(201)
            .json();

    assertThat(image.path("id").asText()).isEqualTo(id);
    assertThat(image.path("visibility").asText()).isEqualTo("public");
    assertThat(image.path("os_hidden").asBoolean()).isTrue();
    assertThat(image.path("disk_format").asText()).isEqualTo("qcow2");
    assertThat(image.path("min_disk").asInt()).isEqualTo(3);
    assertThat(image.path("min_ram").asInt()).isEqualTo(64);
    assertThat(image.path("tags").get(0).asText()).isEqualTo("x");
    assertThat(image.path("hw_disk_bus").asText()).isEqualTo("virtio");
  }

  @Test
  void an_id_that_exists_is_refused_with_409() {
    String id = glance.post("id", newId()).is(201).id();

    glance.post("id", id).is(409).saying("Image ID " + id + " already exists!");
    glance.as("other").post("id", id).is(409);
  }

  @Test
  void an_id_that_was_deleted_is_refused_with_409() {
    String id = glance.post("id", newId()).is(201).id();
    glance.delete(id).is(204);

    glance.post("id", id).is(409).saying("Image ID " + id + " already exists!");
  }

  @ParameterizedTest
  @ValueSource(strings = {"kernel_id", "ramdisk_id"})
  void kernel_and_ramdisk_are_a_uuid_or_null(String field) {
    String id = newId();

    assertThat(glance.post(field, id).is(201).json().path(field).asText()).isEqualTo(id);
    assertThat(glance.post(field, null).is(201).json().path(field).isNull()).isTrue();
    glance.post(field, "nothing").is(400).saying(field);
    glance.post(field, "").is(400);
    glance.post(field, 5).is(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ami", "ari", "aki", "vhd", "vhdx", "vmdk", "raw", "qcow2", "vdi", "iso", "ploop"})
  void disk_formats(String format) {
    JsonNode image = glance.post("disk_format", format).is(201).json();

    assertThat(image.path("disk_format").asText()).isEqualTo(format);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ami", "ari", "aki", "bare", "ovf", "ova", "docker", "compressed"})
  void container_formats(String format) {
    JsonNode image = glance.post("container_format", format).is(201).json();

    assertThat(image.path("container_format").asText()).isEqualTo(format);
  }

  @Test
  void a_tag_that_is_said_twice_is_kept_once() {
    JsonNode tags = glance.post("tags", List.of("b", "a", "b")).is(201).json().path("tags");

    assertThat(tags).extracting(JsonNode::asText).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void a_hash_that_is_said_is_accepted_and_means_nothing() {
    String hash = "ab".repeat(64);
    String id = glance.queued("os_hash_algo", "sha512", "os_hash_value", hash);
    assertThat(glance.field(id, "os_hash_value").isNull()).isTrue();

    glance.put(id, "content").is(204);

    assertThat(glance.field(id, "os_hash_value").asText()).hasSize(128).isNotEqualTo(hash);
  }

  @Test
  void the_type_of_the_body_does_not_matter() {
    for (String type : List.of("text/plain", "application/json; charset=utf-8")) {
      var request = glance.request("POST", "").json(type, Api.map("name", type));
      assertThat(Answer.of(request.send()).is(201).json().path("name").asText()).isEqualTo(type);
    }
  }
}
