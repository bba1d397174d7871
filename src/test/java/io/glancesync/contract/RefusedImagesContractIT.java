package io.glancesync.contract;

import static io.glancesync.world.World.BURGOS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Images that {@code POST /v2/images} does not make. */
@Contract
class RefusedImagesContractIT {
  private static final String BEYOND = "\uD83D\uDE00";

  private final Api glance = Api.of(BURGOS);

  @ParameterizedTest
  @ValueSource(
      strings = {"", "nothing", "591e1d8b836a445997ef6877ef1acd9b", "{591e1d8b-836a-4459-97ef}"})
  void an_id_that_is_no_uuid_is_refused_with_400(String id) {
    glance.post("id", id).is(400);
  }

  @Test
  void an_id_of_null_is_refused_with_400() {
    glance.post("id", null).is(400);
  }

  @Test
  void values_of_properties_must_be_strings() {
    for (Object value : new Object[] {1, 1.5, true, null, List.of("a"), Map.of("a", "b")}) {
      glance.post("custom", value).is(400).saying("is not of type 'string'");
    }
    glance.post("custom", "").is(201);
  }

  @Test
  void characters_beyond_u_ffff_are_refused_with_400() {
    glance.post("name", BEYOND).is(400).saying("4 byte unicode");
    glance.post("custom", BEYOND).is(400).saying("4 byte unicode");
    glance.post(BEYOND, "value").is(400).saying("4 byte unicode");
    glance.post("name", "\uFFFD ж").is(201);
  }

  @Test
  void a_tag_beyond_u_ffff_is_refused_with_400_and_the_image_is_made_all_the_same() {
    String id = UUID.randomUUID().toString();

    glance.post("id", id, "tags", List.of(BEYOND)).is(400).saying("4 byte unicode");

    assertThat(glance.status(id)).isEqualTo("queued");
    glance.post("id", id).is(409);
  }

  @Test
  void a_refused_image_does_not_use_up_its_id() {
    String id = UUID.randomUUID().toString();

    glance.post("id", id, "name", BEYOND).is(400);
    glance.post("id", id, "visibility", "nothing").is(400);
    glance.as("member").post("id", id, "visibility", "public").is(403);

    glance.get(id).is(404);
    glance.post("id", id).is(201);
  }

  @Test
  void tags_are_a_list_of_strings() {
    glance.post("tags", "x").is(400);
    glance.post("tags", null).is(400);
    glance.post("tags", List.of(5)).is(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"disk_format", "container_format"})
  void a_format_must_be_known(String field) {
    glance.post(field, "nothing").is(400);
    glance.post(field, "RAW").is(400);
    glance.post(field, "").is(400);
    glance.post(field, null).is(201);
  }

  @Test
  void a_visibility_must_be_known() {
    glance.post("visibility", "nothing").is(400);
    glance.post("visibility", "Public").is(400);
    glance.post("visibility", null).is(400);
    for (String known : List.of("public", "private", "shared", "community")) {
      assertThat(glance.post("visibility", known).is(201).json().path("visibility").asText())
          .isEqualTo(known);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"min_disk", "min_ram"})
  void a_minimum_is_a_whole_number_from_0_to_2147483647(String field) {
    glance.post(field, -1).is(400).saying("Cannot be a negative value");
    glance.post(field, 2147483648L).is(400).saying("out of range");
    glance.post(field, "5").is(400);
    glance.post(field, 1.5).is(400);
    glance.post(field, null).is(400);
    assertThat(glance.post(field, 2147483647).is(201).json().path(field).asInt())
        .isEqualTo(2147483647);
  }

  @ParameterizedTest
  @ValueSource(strings = {"os_hidden", "protected"})
  void a_flag_is_true_or_false(String field) {
    glance.post(field, "true").is(400);
    glance.post(field, null).is(400);
  }

  @ParameterizedTest
  @CsvSource({
    "status, active",
    "checksum, d41d8cd98f00b204e9800998ecf8427e",
    "created_at, 2020-01-01T00:00:00Z",
    "updated_at, 2020-01-01T00:00:00Z",
    "self, /v2/images/x",
    "file, /v2/images/x/file",
    "schema, x",
    "direct_url, x",
    "stores, x"
  })
  void a_field_that_is_read_only_is_refused_with_403(String field, String value) {
    glance.post(field, value).is(403).saying("Attribute '" + field + "' is read-only.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"size", "virtual_size"})
  void a_size_is_refused_with_403(String field) {
    glance.post(field, 5).is(403).saying("Attribute '" + field + "' is read-only.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"location", "deleted", "os_glance_anything"})
  void a_field_that_is_reserved_is_refused_with_403(String field) {
    glance.post(field, "x").is(403).saying("Attribute '" + field + "' is reserved.");
  }

  @Test
  void locations_are_refused_with_403() {
    glance.post("locations", List.of()).is(403).saying("Attribute 'locations' is reserved.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "null", "\"text\""})
  void a_body_that_is_no_object_is_refused_with_400(String body) {
    var text = BodyPublishers.ofString(body, UTF_8);

    Answer.of(glance.request("POST", "").body("application/json", text).send()).is(400);
  }
}
