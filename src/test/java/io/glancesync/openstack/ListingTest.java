package io.glancesync.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glancesync.image.Image;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two passes of pages: hidden images are listed only when asked for. */
class ListingTest {
  private final Glance glance = new Glance();
  private final List<String> queries = new ArrayList<>();

  @Test
  void visible_images_come_first_and_then_the_hidden_ones() {
    Listing listing = listing(page("", "a"), page("", "b"));

    assertThat(queries).containsExactly("limit=1000&os_hidden=false", "limit=1000&os_hidden=true");
    assertThat(names(listing)).containsExactly("a", "b");
  }

  @Test
  void each_pass_follows_its_pages_to_the_last() {
    Listing listing =
        listing(
            page("/v2/images?limit=1000&os_hidden=false&marker=a", "a"),
            page("/v2/images?marker=b", "b"),
            page("", "c"),
            page("/image/v2/images?marker=d", "d"),
            page("", "e"));

    assertThat(queries)
        .containsExactly(
            "limit=1000&os_hidden=false",
            "limit=1000&os_hidden=false&marker=a",
            "marker=b",
            "limit=1000&os_hidden=true",
            "marker=d");
    assertThat(names(listing)).containsExactly("a", "b", "c", "d", "e");
  }

  @Test
  void a_full_last_page_is_followed_by_an_empty_one() {
    Listing listing = listing(page("/v2/images?marker=a", "a"), page(""), page(""));

    assertThat(names(listing)).containsExactly("a");
  }

  @Test
  void a_region_without_images_has_none() {
    assertThat(names(listing(page(""), page("")))).isEmpty();
  }

  @Test
  void an_image_that_moves_from_page_to_page_is_listed_once_as_it_was_seen_last() {
    Listing listing =
        listing(
            page("/v2/images?marker=a", "a", "b"),
            page("", "b", "c"),
            page("", "c").replace("\"active\"", "\"deactivated\""));

    assertThat(names(listing)).containsExactly("a", "b", "c");
    assertThat(listing.images()).last().extracting(Image::status).isEqualTo("deactivated");
  }

  @Test
  void pages_that_never_end_are_an_error_and_not_a_run_that_never_ends() {
    String always = page("/v2/images?marker=a", "a");

    assertThatThrownBy(() -> listing(always, always))
        .isInstanceOf(UnexpectedAnswerException.class)
        .hasMessageContaining("does not end");
  }

  @Test
  void a_null_instead_of_a_next_page_is_none() {
    String page = page("").replace("\"next\":\"\"", "\"next\":null");

    assertThat(names(listing(page, page))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"images\":null}", "{\"images\":{}}", "<html>", "", "[]"})
  void what_is_no_page_is_an_error_not_a_region_without_images(String body) {
    assertThatThrownBy(() -> glance.add(glance.beginListing(), body))
        .isInstanceOf(UnexpectedAnswerException.class);
  }

  /** Follows the pages; each is asked for once. */
  private Listing listing(String... pages) {
    Listing listing = glance.beginListing();
    for (String page : pages) {
      assertThat(listing.hasNext()).isTrue();
      queries.add(listing.query());
      glance.add(listing, page);
    }
    assertThat(listing.hasNext()).isFalse();
    return listing;
  }

  private static Stream<String> names(Listing listing) {
    return listing.images().stream().map(Image::name);
  }

  private static String page(String next, String... names) {
    String images =
        Stream.of(names)
            .map(
                name ->
                    """
                    {"id":"%s","name":"%s","status":"active","visibility":"public"}"""
                        .formatted(name, name))
            .collect(Collectors.joining(","));
    return "{\"images\":[%s],\"next\":\"%s\"}".formatted(images, next);
  }
}
