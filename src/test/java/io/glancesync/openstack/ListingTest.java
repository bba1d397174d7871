package io.glancesync.openstack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glancesync.SettableTicks;
import io.glancesync.image.Image;
import io.glancesync.region.RegionName;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two passes of pages: hidden images are listed only when asked for. */
class ListingTest {
  private static final RegionName BURGOS = RegionName.of("Burgos");
  private static final String SERVER = "(from http://glance.burgos)";

  private final SettableTicks ticks = new SettableTicks();
  private final OptionalParts parts = new OptionalParts();
  private final ListingReader listingReader =
      new ListingReader(
          target -> Duration.ofSeconds(30), ticks::nanos, parts, at -> "http://glance.burgos");
  private final List<String> queries = new ArrayList<>();

  @Test
  void visible_images_come_first_and_then_the_hidden_ones() {
    Listing listing = listing(page("", "a"), page("", "b"));

    assertThat(queries).containsExactly("limit=1000", "limit=1000&os_hidden=true");
    assertThat(names(listing)).containsExactly("a", "b");
  }

  @Test
  void each_pass_follows_its_pages_to_the_last() {
    Listing listing =
        listing(
            page("/v2/images?limit=1000&marker=" + id("a"), "a"),
            page("/v2/images?marker=" + id("b"), "b"),
            page("", "c"),
            page("/image/v2/images?marker=" + id("d"), "d"),
            page("", "e"));

    assertThat(queries)
        .containsExactly(
            "limit=1000",
            "limit=1000&marker=" + id("a"),
            "limit=1000&marker=" + id("b"),
            "limit=1000&os_hidden=true",
            "limit=1000&os_hidden=true&marker=" + id("d"));
    assertThat(names(listing)).containsExactly("a", "b", "c", "d", "e");
  }

  @Test
  void a_glance_that_refuses_to_tell_hidden_images_apart_has_none() {
    parts.leaveOut(BURGOS, 400, Map.of("CamelHttpQuery", "os_hidden=true"));
    String visible = page("/v2/images?marker=" + id("a"), "a");

    Listing listing = listing(visible, page("", "b"), visible);

    assertThat(names(listing)).containsExactly("a", "b");
  }

  @Test
  void images_of_a_name_are_followed_over_all_pages_whatever_else_the_server_lists() {
    Listing listing =
        follow(
            listingReader.named(BURGOS, "b", false),
            page("/v2/images?marker=" + id("a"), "a"),
            page("", "b", "c"));

    assertThat(names(listing)).containsExactly("b");
  }

  @Test
  void a_full_last_page_is_followed_by_an_empty_one() {
    Listing listing = listing(page("/v2/images?marker=" + id("a"), "a"), page(""), page(""));

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
            page("/v2/images?marker=" + id("a"), "a", "b"),
            page("", "b", "c"),
            page("", "c").replace("\"active\"", "\"deactivated\""));

    assertThat(names(listing)).containsExactly("a", "b", "c");
    assertThat(listing.images()).last().extracting(Image::status).isEqualTo("deactivated");
  }

  @Test
  void pages_that_never_end_are_an_error_and_not_a_run_that_never_ends() {
    String always = page("/v2/images?marker=" + id("a"), "a");

    assertThatThrownBy(() -> listing(always, always))
        .isInstanceOf(UnexpectedAnswerException.class)
        .hasMessageContaining("does not end")
        .hasMessageEndingWith(SERVER);
  }

  @Test
  void a_null_instead_of_a_next_page_is_none() {
    String page = page("").replace("\"next\":\"\"", "\"next\":null");

    assertThat(names(listing(page, page))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"images\":null}", "{\"images\":{}}", "<html>", "", "[]"})
  void what_is_no_page_is_an_error_not_a_region_without_images(String body) {
    assertThatThrownBy(() -> listingReader.page(null, stream(body), BURGOS))
        .isInstanceOf(UnexpectedAnswerException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v2/images?marker=",
        "/v2/images",
        "http://elsewhere/v2/images?marker=a",
        "/v2/images?marker=../../x",
        "/v2/images?marker=0f0f0f0f-0f0f-4f0f-8f0f-0f0f0f0f0f0f%0d%0aX:1"
      })
  void a_next_page_that_names_no_image_is_not_asked_for(String next) {
    assertThatThrownBy(() -> listing(page(next, "a")))
        .isInstanceOf(UnexpectedAnswerException.class)
        .hasMessageContaining("does not say by an image's id where")
        .hasMessageEndingWith(SERVER);
  }

  @Test
  void of_the_next_page_only_the_image_is_used_and_not_the_address() {
    listing(page("http://elsewhere/x?limit=1&marker=" + id("a") + "&y=z", "a"), page(""), page(""));

    assertThat(queries.get(1)).isEqualTo("limit=1000&marker=" + id("a"));
  }

  @Test
  void a_page_of_more_images_than_it_was_asked_for_is_refused() {
    String[] many = IntStream.range(0, 1001).mapToObj(Integer::toString).toArray(String[]::new);

    assertThatThrownBy(() -> listing(page("", many)))
        .isInstanceOf(UnexpectedAnswerException.class)
        .hasMessageContaining("more than the 1000 images")
        .hasMessageEndingWith(SERVER);
  }

  @Test
  void an_image_without_end_is_not_read_to_its_end() {
    String property = ",\"%s\":\"%s\"".formatted("p".repeat(40), "v".repeat(2000));
    String image =
        "{\"id\":\"%s\"".formatted(id("a"))
            + IntStream.range(0, 1000)
                .mapToObj(it -> property.replace("pppp", "p" + it))
                .collect(Collectors.joining())
            + "}";

    assertThatThrownBy(() -> read("{\"images\":[%s]}".formatted(image)))
        .isInstanceOf(UnexpectedAnswerException.class)
        .hasMessageContaining("more than 1 MB")
        .hasMessageEndingWith(SERVER);
  }

  @Test
  void a_list_of_more_pages_than_any_region_has_is_given_up() {
    assertThatThrownBy(
            () -> {
              Listing listing = listingReader.begin(BURGOS);
              for (int i = 0; listing.hasNext(); i++) {
                listingReader.add(
                    listing, read(page("/v2/images?marker=" + id("" + i), "" + i)), BURGOS);
              }
            })
        .isInstanceOf(UnexpectedAnswerException.class)
        .hasMessageContaining("more than 1000 pages")
        .hasMessageEndingWith(SERVER);
  }

  @Test
  void a_list_that_would_fill_the_memory_is_given_up() {
    assertThatThrownBy(() -> follow(room(100), page("", "a", "b")))
        .isInstanceOf(UnexpectedAnswerException.class)
        .hasMessageContaining("a quarter of the memory")
        .hasMessageContaining(SERVER)
        .hasMessageContaining("-Xmx");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\"tags\":[\"a\",\"b\",\"c\"],", "\"p\":\"\",\"q\":\"\","})
  void small_images_take_more_memory_than_their_text_and_are_refused_while_they_are_read(
      String more) {
    String[] many = IntStream.range(0, 900).mapToObj(Integer::toString).toArray(String[]::new);
    String page = page("", many).replace("\"id\"", more + "\"id\"");
    long length = page.length();
    InputStream broken = new SequenceInputStream(stream(page.replace("],\"next", ",")), broken());

    assertThatThrownBy(() -> listingReader.page(room(3 * length), broken, BURGOS))
        .isInstanceOf(UnexpectedAnswerException.class)
        .hasMessageContaining("a quarter of the memory")
        .hasMessageContaining(SERVER);
  }

  @Test
  void all_pages_together_may_take_that_much_and_not_each() {
    Listing listing = room(3000);
    listingReader.add(listing, read(page("/v2/images?marker=" + id("b"), "a", "b", "c")), BURGOS);

    assertThatThrownBy(() -> listingReader.page(listing, stream(page("", "d", "e", "f")), BURGOS))
        .isInstanceOf(UnexpectedAnswerException.class)
        .hasMessageContaining("a quarter of the memory")
        .hasMessageContaining(SERVER);
  }

  @Test
  void an_image_of_more_properties_or_tags_than_any_has_is_refused() {
    String properties =
        IntStream.range(0, 1001).mapToObj("\"p%d\":\"\","::formatted).collect(Collectors.joining());
    String tags =
        IntStream.range(0, 1001).mapToObj("\"%d\""::formatted).collect(Collectors.joining(","));

    assertThatThrownBy(() -> read(page("", "a").replace("\"id\"", properties + "\"id\"")))
        .isInstanceOf(UnexpectedAnswerException.class)
        .hasMessageContaining("more than 1000 properties")
        .hasMessageEndingWith(SERVER);
    assertThatThrownBy(
            () -> read(page("", "a").replace("\"id\"", "\"tags\":[" + tags + "],\"id\"")))
        .isInstanceOf(UnexpectedAnswerException.class)
        .hasMessageContaining("more than 1000 tags")
        .hasMessageEndingWith(SERVER);
  }

  @Test
  void a_list_whose_pages_are_slow_one_after_the_other_is_given_up() {
    Listing listing = listingReader.begin(BURGOS);
    for (int i = 0; i < 10; i++) {
      ticks.goOn(Duration.ofSeconds(30));
      listingReader.add(listing, read(page("/v2/images?marker=" + id("" + i), "" + i)), BURGOS);
    }
    ticks.goOn(Duration.ofSeconds(1));
    Page next = read(page("/v2/images?marker=" + id("10"), "10"));

    assertThatThrownBy(() -> listingReader.add(listing, next, BURGOS))
        .isInstanceOf(UnexpectedAnswerException.class)
        .hasMessageContaining("within 300 s, ten times list_images_timeout " + SERVER);
  }

  @Test
  void a_page_that_breaks_off_is_asked_for_again_and_not_taken_for_nonsense() {
    InputStream broken = new SequenceInputStream(stream("{\"images\":["), broken());

    assertThatThrownBy(() -> listingReader.page(null, broken, BURGOS))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("reset");
  }

  /** Follows the pages; each is asked for once. */
  private Listing listing(String... pages) {
    return follow(listingReader.begin(BURGOS), pages);
  }

  private Listing follow(Listing listing, String... pages) {
    for (String page : pages) {
      assertThat(listing.hasNext()).isTrue();
      queries.add(listing.query());
      listingReader.add(listing, read(page), BURGOS);
    }
    assertThat(listing.hasNext()).isFalse();
    return listing;
  }

  private Page read(String page) {
    try {
      return listingReader.page(null, stream(page), BURGOS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Listing room(long bytes) {
    return new Listing(
        List.of(Listing.VISIBLE, Listing.HIDDEN),
        image -> true,
        () -> false,
        bytes,
        Duration.ofMinutes(1),
        ticks::nanos);
  }

  private static InputStream broken() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        throw new IOException("reset");
      }
    };
  }

  private static InputStream stream(String body) {
    return new ByteArrayInputStream(body.getBytes(UTF_8));
  }

  private static String id(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(UTF_8)).toString();
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
                        .formatted(id(name), name))
            .collect(Collectors.joining(","));
    return "{\"images\":[%s],\"next\":\"%s\"}".formatted(images, next);
  }
}
