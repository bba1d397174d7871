package io.glancesync.contract;

import static io.glancesync.contract.Patch.add;
import static io.glancesync.contract.Patch.remove;
import static io.glancesync.contract.Patch.replace;
import static io.glancesync.world.World.BURGOS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code PATCH /v2/images/ID} changes. */
@Contract
class PatchingContractIT {
  private final Api glance = Api.of(BURGOS);
  private String id;

  @BeforeEach
  void an_image() {
    id = glance.queued("name", "image", "prop", "old", "tags", List.of("x"));
  }

  private JsonNode patched(Patch patch) {
    return glance.patch(id, patch).is(200).json();
  }

  @Test
  void the_answer_is_the_image_as_it_is_afterwards() {
    Answer answer = glance.patch(id, add("/prop", "new")).is(200);

    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    assertThat(answer.json().path("prop").asText()).isEqualTo("new");
    assertThat(answer.json()).isEqualTo(glance.get(id).json());
  }

  @Test
  void add_sets_what_is_missing_and_what_is_there() {
    assertThat(patched(add("/more", "1")).path("more").asText()).isEqualTo("1");
    assertThat(patched(add("/more", "2")).path("more").asText()).isEqualTo("2");
    assertThat(patched(add("/name", "renamed")).path("name").asText()).isEqualTo("renamed");
    assertThat(patched(add("/os_hidden", true)).path("os_hidden").asBoolean()).isTrue();
    assertThat(patched(add("/protected", true)).path("protected").asBoolean()).isTrue();
    assertThat(patched(add("/protected", false)).path("protected").asBoolean()).isFalse();
  }

  @Test
  void add_sets_what_every_image_has_also_once_it_is_complete() {
    String copy = glance.active("content", "tags", List.of("x"));
    Patch all =
        add("/tags", List.of("b", "a"))
            .and(add("/min_disk", 3))
            .and(add("/min_ram", 64))
            .and(add("/protected", true))
            .and(add("/os_hidden", true));

    JsonNode image = glance.patch(copy, all).is(200).json();

    assertThat(image.path("tags")).extracting(JsonNode::asText).containsExactlyInAnyOrder("a", "b");
    assertThat(image.path("min_disk").asInt()).isEqualTo(3);
    assertThat(image.path("min_ram").asInt()).isEqualTo(64);
    assertThat(image.path("protected").asBoolean()).isTrue();
    assertThat(image.path("os_hidden").asBoolean()).isTrue();
    Patch none = add("/tags", List.of()).and(add("/min_disk", 0)).and(add("/protected", false));
    JsonNode again = glance.patch(copy, none).is(200).json();
    assertThat(again.path("tags")).isEmpty();
    assertThat(again.path("min_disk").asInt()).isZero();
  }

  @Test
  void replace_sets_only_what_is_there() {
    assertThat(patched(replace("/prop", "new")).path("prop").asText()).isEqualTo("new");
    assertThat(patched(replace("/min_ram", 64)).path("min_ram").asInt()).isEqualTo(64);
    glance.patch(id, replace("/missing", "x")).is(409).saying("Property missing does not exist.");
  }

  @Test
  void remove_takes_only_what_is_there() {
    assertThat(patched(remove("/prop")).has("prop")).isFalse();
    glance.patch(id, remove("/prop")).is(409).saying("Property prop does not exist.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name",
        "visibility",
        "tags",
        "protected",
        "min_disk",
        "os_hidden",
        "owner",
        "disk_format"
      })
  void a_field_of_every_image_cannot_be_removed(String field) {
    glance.patch(id, remove("/" + field)).is(403).saying(field + " may not be removed");
  }

  @Test
  void all_operations_are_done_or_none() {
    glance.patch(id, add("/prop", "new").and(replace("/missing", "x"))).is(409);
    assertThat(glance.field(id, "prop").asText()).isEqualTo("old");

    JsonNode image =
        patched(
            add("/fresh", "1")
                .and(replace("/fresh", "2"))
                .and(remove("/prop"))
                .and(add("/os_hidden", true)));

    assertThat(image.path("fresh").asText()).isEqualTo("2");
    assertThat(image.has("prop")).isFalse();
    assertThat(image.path("os_hidden").asBoolean()).isTrue();
  }

  @Test
  void no_operation_is_a_patch_too() {
    JsonNode before = glance.get(id).json();

    JsonNode after = patched(new Patch(List.of()));

    assertThat(after.path("name")).isEqualTo(before.path("name"));
    assertThat(after.path("prop")).isEqualTo(before.path("prop"));
  }

  @Test
  void slash_and_tilde_in_a_name_are_written_as_1_and_0() {
    JsonNode image = patched(add("/a~1b~0c d", "x").and(add("/~01", "y")));
    assertThat(image.path("a/b~c d").asText()).isEqualTo("x");
    assertThat(image.path("~1").asText()).isEqualTo("y");

    assertThat(patched(remove("/a~1b~0c d")).has("a/b~c d")).isFalse();
  }

  @Test
  void a_name_is_not_percent_encoded() {
    assertThat(patched(add("/a%20b", "x")).path("a%20b").asText()).isEqualTo("x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"name", "", "/a/b", "/a/", "/a~", "/a~2", "/tags/-", "/tags/0"})
  void a_path_that_is_no_pointer_to_a_field_is_refused_with_400(String path) {
    glance.patch(id, add(path, "x")).is(400);
  }

  @Test
  void tags_are_replaced_together() {
    JsonNode tags = patched(replace("/tags", List.of("b", "a", "b"))).path("tags");

    assertThat(tags).extracting(JsonNode::asText).containsExactlyInAnyOrder("a", "b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"kernel_id", "ramdisk_id"})
  void kernel_and_ramdisk_can_be_set_changed_and_removed(String field) {
    String kernel = UUID.randomUUID().toString();
    glance.patch(id, replace("/" + field, kernel)).is(409);

    assertThat(patched(add("/" + field, kernel)).path(field).asText()).isEqualTo(kernel);
    assertThat(patched(replace("/" + field, null)).path(field).isNull()).isTrue();
    assertThat(patched(remove("/" + field)).has(field)).isFalse();
    glance.patch(id, add("/" + field, "nothing")).is(400);
    glance.patch(id, add("/" + field, "")).is(400);
  }

  @Test
  void a_name_can_become_null_and_empty() {
    assertThat(patched(replace("/name", null)).path("name").isNull()).isTrue();
    assertThat(patched(replace("/name", "")).path("name").asText("-")).isEmpty();
  }

  @Test
  void formats_change_only_while_the_image_is_queued() {
    assertThat(patched(replace("/disk_format", "iso")).path("disk_format").asText())
        .isEqualTo("iso");
    glance.put(id, "content").is(204);

    for (Patch patch : List.of(add("/disk_format", "iso"), add("/container_format", "bare"))) {
      glance.patch(id, patch).is(403).saying("can be only replaced for a queued image");
    }
  }

  @Test
  void if_match_is_ignored() {
    var request = glance.request("PATCH", "/" + id).header("If-Match", "\"something else\"");

    Answer answer = Answer.of(request.json(Api.PATCH, add("/prop", "new").operations()).send());

    assertThat(answer.is(200).json().path("prop").asText()).isEqualTo("new");
    assertThat(answer.header("ETag")).isNull();
  }

  @Test
  void a_complete_image_can_be_published_by_one_patch() {
    String copy = glance.active("content", "os_hidden", true, "visibility", "public");

    JsonNode image =
        glance.patch(copy, add("/protected", true).and(add("/os_hidden", false))).is(200).json();

    assertThat(image.path("status").asText()).isEqualTo("active");
    assertThat(image.path("os_hidden").asBoolean()).isFalse();
    assertThat(image.path("protected").asBoolean()).isTrue();
  }
}
