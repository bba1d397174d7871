package io.glancesync.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.glancesync.embedded.glance.Content;
import io.glancesync.embedded.http.Fault;
import io.glancesync.embedded.http.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A list that changes while its pages are read, the oldest image first. */
class ListingTest {
  private final Burgos burgos = new Burgos();
  private String b;

  @BeforeEach
  void add() {
    burgos.add("a", new byte[1]);
    b = burgos.add("b", new byte[1]);
    burgos.add("c", new byte[1]);
    burgos.add("d", new byte[1]);
  }

  @AfterEach
  void close() {
    burgos.close();
  }

  private List<String> list(String filter) {
    var names = new ArrayList<String>();
    String next = "/v2/images?sort=created_at:asc&limit=2" + filter;
    while (next != null && names.size() < 20) {
      JsonNode page = Burgos.json(burgos.get(next));
      names.addAll(Burgos.names(page));
      next = page.path("next").textValue();
    }
    return names;
  }

  private void betweenPages(Runnable change) {
    burgos.faults().on(Operation.LIST).skip(1).times(1).then(Fault.meanwhile(change));
  }

  @Test
  void without_changes_each_image_comes_once() {
    assertThat(list("")).containsExactly("a", "b", "c", "d");
  }

  @Test
  void an_image_that_appears_is_on_a_later_page() {
    betweenPages(() -> burgos.add("e", new byte[1]));

    assertThat(list("")).containsExactly("a", "b", "c", "d", "e");
  }

  @Test
  void an_image_that_disappears_is_missing() {
    String e = burgos.add("e", new byte[1]);
    betweenPages(() -> burgos.glance.remove(e));

    assertThat(list("")).containsExactly("a", "b", "c", "d");
  }

  @Test
  void when_the_last_of_a_page_is_deleted_the_next_page_begins_behind_it() {
    betweenPages(() -> burgos.glance.remove(b));

    assertThat(list("")).containsExactly("a", "b", "c", "d");
  }

  @Test
  void when_the_last_of_a_page_is_no_longer_meant_the_next_page_begins_behind_it() {
    betweenPages(() -> burgos.glance.set(b, "os_hidden", true));

    assertThat(list("")).containsExactly("a", "b", "c", "d");
  }

  @Test
  void an_image_may_disappear_between_the_list_and_its_download() {
    burgos
        .faults()
        .on(Operation.DOWNLOAD)
        .of("b")
        .then(Fault.meanwhile(() -> burgos.glance.remove(b)));

    assertThat(list("")).contains("b");
    assertThat(burgos.download(b).statusCode()).isEqualTo(404);
  }

  @Test
  void everything_may_disappear() {
    burgos.glance.clear();

    assertThat(list("")).isEmpty();
  }

  @Test
  void what_is_added_is_as_it_was_described() {
    String id =
        burgos.glance.add(
            Map.of("name", "x", "os_distro", "debian", "tags", List.of("t"), "os_hidden", true),
            Content.of(new byte[3]));

    JsonNode image = Burgos.json(burgos.get("/v2/images/" + id));

    assertThat(image.path("os_distro").asText()).isEqualTo("debian");
    assertThat(image.path("tags").path(0).asText()).isEqualTo("t");
    assertThat(image.path("status").asText()).isEqualTo("active");
    assertThat(list("&os_hidden=true")).containsExactly("x");
  }
}
