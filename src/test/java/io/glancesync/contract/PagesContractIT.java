package io.glancesync.contract;

import static io.glancesync.world.World.BURGOS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a listing is cut into pages. */
@Contract
class PagesContractIT {
  private static final int IMAGES = 26;

  private final Api glance = Api.of(BURGOS);
  private final List<String> newestFirst = new ArrayList<>();

  @BeforeAll
  void more_images_than_fit_on_a_page() {
    for (int i = 0; i < IMAGES; i++) {
      String name = i == 0 ? "größer & so/weiter+" : "image %02d".formatted(i);
      newestFirst.add(0, glance.queued("name", name));
    }
  }

  private static List<String> ids(JsonNode page) {
    var ids = new ArrayList<String>();
    page.path("images").forEach(it -> ids.add(it.path("id").asText()));
    return ids;
  }

  private JsonNode page(String query) {
    return glance.list(query).is(200).json();
  }

  @Test
  void a_page_has_25_images_unless_said_otherwise() {
    JsonNode page = page("");

    assertThat(ids(page)).isEqualTo(newestFirst.subList(0, 25));
    assertThat(page.path("next").asText()).isEqualTo("/v2/images?marker=" + newestFirst.get(24));
    assertThat(ids(page("?marker=" + newestFirst.get(24)))).containsExactly(newestFirst.get(25));
  }

  @Test
  void a_page_says_where_it_begins_and_what_it_is() {
    JsonNode page = page("?limit=1000&os_hidden=false");

    assertThat(page.path("first").asText()).isEqualTo("/v2/images?limit=1000&os_hidden=false");
    assertThat(page.path("schema").asText()).isEqualTo("/v2/schemas/images");
    assertThat(page("").path("first").asText()).isEqualTo("/v2/images");
  }

  @Test
  void the_last_page_has_no_next() {
    assertThat(page("?limit=1000").has("next")).isFalse();
    assertThat(ids(page("?limit=1000"))).isEqualTo(newestFirst);
  }

  @Test
  void a_full_last_page_has_a_next_that_is_empty() {
    JsonNode last = page("?limit=" + IMAGES);
    assertThat(ids(last)).hasSize(IMAGES);

    JsonNode next = page(query(last));

    assertThat(next.path("images")).isEmpty();
    assertThat(next.has("next")).isFalse();
  }

  private static String query(JsonNode page) {
    return page.path("next").asText().substring("/v2/images".length());
  }

  @Test
  void the_pages_together_are_the_list() {
    var together = new ArrayList<String>();
    JsonNode page = page("?limit=10&os_hidden=false&sort=name:asc");
    while (page.has("next")) {
      together.addAll(ids(page));
      page = page(query(page));
    }
    together.addAll(ids(page));

    assertThat(together).isEqualTo(ids(page("?limit=1000&sort=name:asc")));
  }

  @Test
  void next_keeps_the_query_encoded_as_a_form_with_the_marker_last() {
    String oldest = newestFirst.get(IMAGES - 1);

    JsonNode page =
        page("?limit=1&status=in:queued,active&name=gr%C3%B6%C3%9Fer%20%26%20so/weiter%2B");

    String query = "?limit=1&status=in%3Aqueued%2Cactive&name=gr%C3%B6%C3%9Fer+%26+so%2Fweiter%2B";
    assertThat(page.path("first").asText()).isEqualTo("/v2/images" + query);
    assertThat(page.path("next").asText()).isEqualTo("/v2/images" + query + "&marker=" + oldest);
  }

  @Test
  void next_replaces_the_marker_and_first_leaves_it_out() {
    JsonNode page = page("?limit=1&marker=" + newestFirst.get(0));

    assertThat(ids(page)).containsExactly(newestFirst.get(1));
    assertThat(page.path("first").asText()).isEqualTo("/v2/images?limit=1");
    assertThat(page.path("next").asText())
        .isEqualTo("/v2/images?limit=1&marker=" + newestFirst.get(1));
  }

  @Test
  void a_limit_of_0_is_an_empty_list_without_next() {
    assertThat(page("?limit=0").path("images").isArray()).isTrue();
    assertThat(page("?limit=0").path("images")).isEmpty();
    assertThat(page("?limit=0").has("next")).isFalse();
  }

  @Test
  void a_page_has_at_most_1000_images() {
    BURGOS.backstage().addQueued("one of many", 1001, BURGOS.project());
    try {
      JsonNode page = page("?limit=5000&name=one%20of%20many");
      assertThat(page.path("images")).hasSize(1000);
      assertThat(page.path("next").asText())
          .startsWith("/v2/images?limit=5000&name=one+of+many&marker=");
      assertThat(page(query(page)).path("images")).hasSize(1);
    } finally {
      BURGOS.backstage().removeNamed("one of many");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"limit=-1", "limit=x", "limit=", "limit=1.5"})
  void a_limit_that_is_no_whole_number_is_refused_with_400(String query) {
    glance.list("?" + query).is(400).saying("limit param must be");
  }

  @Test
  void a_marker_that_is_unknown_is_refused_with_400() {
    for (String marker : List.of(UUID.randomUUID().toString(), "nothing", "")) {
      glance.list("?marker=" + marker).is(400).saying("No image found with ID " + marker);
    }
  }

  @Test
  void a_marker_that_was_deleted_meanwhile_still_marks_its_place_to_an_administrator() {
    String id = glance.queued();
    glance.delete(id).is(204);

    assertThat(ids(page("?limit=2&marker=" + id))).isEqualTo(newestFirst.subList(0, 2));
  }

  @Test
  void a_marker_that_was_deleted_meanwhile_is_refused_with_400_to_a_member() {
    String id = glance.queued();
    glance.delete(id).is(204);

    glance.as("member").list("?marker=" + id).is(400).saying("No image found with ID " + id);
  }

  @Test
  void a_marker_that_is_not_visible_is_refused_with_403() {
    glance.as("other").list("?marker=" + newestFirst.get(0)).is(403).saying("not visible");
  }
}
