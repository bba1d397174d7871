package io.glancesync.contract;

import static io.glancesync.contract.Patch.add;
import static io.glancesync.contract.Patch.remove;
import static io.glancesync.contract.Patch.replace;
import static io.glancesync.world.World.BURGOS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code PATCH /v2/images/ID} does not do; the image stays as it was. */
@Contract
class RefusedPatchesContractIT {
  private static final String BEYOND = "\uD83D\uDE00";

  private final Api glance = Api.of(BURGOS);
  private String id;
  private JsonNode before;

  @BeforeAll
  void an_image() {
    id = glance.queued("name", "image", "prop", "old");
    before = glance.get(id).json();
  }

  @AfterEach
  void nothing_has_changed() {
    assertThat(glance.get(id).json()).isEqualTo(before);
  }

  private Answer patch(String type, String body) {
    var text = BodyPublishers.ofString(body, UTF_8);
    return Answer.of(glance.request("PATCH", "/" + id).body(type, text).send());
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "application/json-patch+json", "text/plain"})
  void another_type_of_body_is_refused_with_415_and_told_the_right_one(String type) {
    Answer answer =
        patch(type, "[{\"op\": \"add\", \"path\": \"/prop\", \"value\": \"x\"}]").is(415);

    if (type.equals("application/json")) {
      assertThat(answer.header("Accept-Patch")).contains(Api.PATCH);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{\"op\": \"add\", \"path\": \"/prop\", \"value\": \"x\"}",
        "[\"add\"]",
        "[{\"path\": \"/prop\", \"value\": \"x\"}]",
        "[{\"op\": \"add\", \"value\": \"x\"}]",
        "[{\"op\": \"add\", \"path\": \"/prop\"}]",
        "[{\"op\": \"test\", \"path\": \"/prop\", \"value\": \"old\"}]",
        "[{\"op\": \"move\", \"path\": \"/prop\", \"from\": \"/name\"}]",
        "[{\"op\": \"copy\", \"path\": \"/prop\", \"from\": \"/name\"}]"
      })
  void what_is_no_list_of_add_replace_and_remove_is_refused_with_400(String body) {
    patch(Api.PATCH, body).is(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "id",
        "status",
        "size",
        "virtual_size",
        "checksum",
        "os_hash_algo",
        "os_hash_value",
        "created_at",
        "updated_at",
        "self",
        "file",
        "schema",
        "direct_url"
      })
  void a_field_that_is_read_only_is_refused_with_403(String field) {
    for (Patch patch :
        List.of(add("/" + field, "x"), replace("/" + field, "x"), remove("/" + field))) {
      glance.patch(id, patch).is(403).saying("Attribute '" + field + "' is read-only.");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"location", "deleted", "os_glance_anything"})
  void a_field_that_is_reserved_is_refused_with_403(String field) {
    glance.patch(id, add("/" + field, "x")).is(403).saying("is reserved.");
  }

  @Test
  void values_of_properties_must_be_strings() {
    for (Object value : new Object[] {5, true, null, List.of(), Map.of()}) {
      glance.patch(id, add("/prop", value)).is(400).saying("is not of type 'string'");
    }
  }

  @Test
  void characters_beyond_u_ffff_are_refused_with_400() {
    glance.patch(id, replace("/name", BEYOND)).is(400).saying("4 byte unicode");
    glance.patch(id, add("/prop", BEYOND)).is(400).saying("4 byte unicode");
    glance.patch(id, add("/" + BEYOND, "x")).is(400).saying("4 byte unicode");
  }

  @Test
  void a_tag_beyond_u_ffff_is_refused_with_400_and_all_else_is_done() {
    String other = glance.queued("prop", "old", "tags", List.of("old"));

    glance
        .patch(other, replace("/tags", List.of("new", BEYOND)).and(replace("/prop", "new")))
        .is(400)
        .saying("4 byte unicode");

    assertThat(glance.field(other, "prop").asText()).isEqualTo("new");
  }

  @Test
  void values_of_fields_must_be_as_when_an_image_is_made() {
    glance.patch(id, replace("/name", "x".repeat(256))).is(400);
    glance.patch(id, replace("/name", 5)).is(400);
    glance.patch(id, replace("/visibility", "nothing")).is(400);
    glance.patch(id, replace("/os_hidden", "true")).is(400);
    glance.patch(id, replace("/protected", "true")).is(400);
    glance.patch(id, replace("/min_disk", -1)).is(400);
    glance.patch(id, replace("/min_disk", "1")).is(400);
    glance.patch(id, replace("/min_ram", 2147483648L)).is(400);
    glance.patch(id, replace("/disk_format", "nothing")).is(400);
    glance.patch(id, replace("/container_format", "nothing")).is(400);
    glance.patch(id, replace("/tags", "x")).is(400);
    glance.patch(id, replace("/tags", List.of("x".repeat(256)))).is(400);
  }

  @Test
  void an_image_that_is_not_there_is_404() {
    glance.patch(UUID.randomUUID().toString(), add("/prop", "x")).is(404);
    glance.patch("nothing", add("/prop", "x")).is(404).saying("No image found with ID nothing");
  }
}
