package io.glancesync.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glancesync.error.RefusedException;
import io.glancesync.log.LogLines;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestedRunsTest {
  private final RequestedRuns requestedRuns = new RequestedRuns(() -> 3);

  private static RunRequest request(List<String> regions, boolean dryRun, String... images) {
    return new RunRequest(
            regions, dryRun, 3, Set.of(), ImageScope.matching(List.of(images), List.of()), false)
        .begunBy(RequestedRuns.BEGUN_BY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"regions\": [\"Burgos\", \"other:Madrid\"], \"images\": [\"my image\", \"prod_*\"], \"dry_run\": true}",
        "regions: Burgos, other:Madrid\nimages: my image, prod_*\ndry_run: true",
        "Burgos\n\nother:Madrid\nimages: my image\r\nimages:prod_*,\n  dry_run : true\n"
      })
  void json_and_text_say_the_same(String body) {
    assertThat(requestedRuns.read(body))
        .isEqualTo(request(List.of("Burgos", "other:Madrid"), true, "my image", "prod_*"));
  }

  @Test
  void what_is_not_said_means_everything() {
    for (String body : new String[] {"{}", "{\"regions\": null, \"dry_run\": null}"}) {
      assertThat(requestedRuns.read(body)).isEqualTo(request(List.of(), false));
    }
    assertThat(requestedRuns.read("Burgos Caceres,Madrid"))
        .isEqualTo(request(List.of("Burgos", "Caceres", "Madrid"), false));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      textBlock =
          """
          {"region": ["Burgos"]}     | it has the field region, which is not one of ours
          {"regions": "Burgos"}      | its field regions
          {"regions": ["Burgos", ""]}| an entry of a list is empty
          {"images": [null]}         | an entry of a list is empty
          {"dry_run": "perhaps"}     | its field dry_run
          {"regions": [              | it ends too early
          {} x                       | it is
          dry_run: yes               | dry_run is neither true nor false
          regions:                   | regions has no value
          images: ,                  | images has no value
          {"images": []}             | a list is empty
          {"dry_run": ""}            | its field dry_run
          {"dry_run": 1}             | its field dry_run
          {"regions": ["a"], "regions": ["b"]} | it is
          image: prod_*              | the key in 'image: prod_*' is unknown
          dry-run: true              | the key in 'dry-run: true' is unknown
          """)
  void what_is_neither_is_refused(String body, String reason) {
    assertThatThrownBy(() -> requestedRuns.read(body))
        .isInstanceOf(RefusedException.class)
        .hasMessageStartingWith("Tried to read the requested run, but ")
        .hasMessageContaining(reason)
        .hasMessageContaining("send JSON such as")
        .hasNoCause();
  }

  @Test
  void an_empty_request_may_be_a_file_that_is_being_written() {
    for (String body : new String[] {null, "", " \n"}) {
      assertThatThrownBy(() -> requestedRuns.read(body))
          .hasMessageContaining("it is empty; {} asks for a run over everything");
    }
  }

  @Test
  void a_target_without_a_region_is_no_key() {
    assertThat(requestedRuns.read("other:")).isEqualTo(request(List.of("other:"), false));
  }

  @Test
  void a_long_request_is_refused_without_its_text() {
    assertThatThrownBy(() -> requestedRuns.read("x".repeat(100_000)))
        .hasMessageContaining("it has more than 65536 characters")
        .satisfies(it -> assertThat(it.getMessage()).hasSizeLessThan(500));
  }

  @Test
  void a_run_that_did_not_take_place_is_logged_and_its_reason_is_the_answer() {
    try (var lines = new LogLines("glancesync.request")) {
      assertThat(requestedRuns.refused(new RefusedException("a", "b")))
          .contains("\"error\": \"a; b\"");
      assertThat(lines.lines()).containsExactly("a; b");
    }
  }
}
