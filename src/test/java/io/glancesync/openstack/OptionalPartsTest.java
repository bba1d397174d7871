package io.glancesync.openstack;

import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.region.RegionName;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is left out, and of which requests to whom. */
class OptionalPartsTest {
  private static final RegionName BURGOS = RegionName.of("Burgos");
  private static final RegionName MADRID = RegionName.of("other:Madrid");
  private static final String SEARCH = "limit=1000&os_hidden=true&status=active&name=eq%3Akernel";

  private final OptionalParts parts = new OptionalParts();

  private boolean refused(int status, String query) {
    return parts.leaveOut(BURGOS, status, Map.of("CamelHttpQuery", query));
  }

  @Test
  void one_parameter_after_the_other_is_left_out_the_least_important_first() {
    String query = SEARCH;
    for (String left :
        new String[] {
          "os_hidden=true&status=active&name=eq%3Akernel",
          "os_hidden=true&status=active",
          "os_hidden=true",
          ""
        }) {
      assertThat(refused(400, query)).isTrue();
      query = parts.query(BURGOS, SEARCH);
      assertThat(query).isEqualTo(left);
    }

    assertThat(refused(400, query)).as("there is nothing left to leave out").isFalse();
  }

  @Test
  void the_same_request_is_judged_the_same_however_often_it_is_asked_about() {
    assertThat(refused(400, SEARCH)).isTrue();
    assertThat(refused(400, SEARCH)).isTrue();

    assertThat(parts.query(BURGOS, SEARCH)).doesNotContain("limit").contains("name", "status");
  }

  @Test
  void a_page_after_the_first_is_refused_for_another_reason() {
    assertThat(refused(400, "limit=1000&os_hidden=true&marker=x")).isFalse();
    assertThat(parts.query(BURGOS, SEARCH)).isEqualTo(SEARCH);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404, 429, 500, 503})
  void what_may_pass_or_is_about_rights_is_no_refusal_of_a_filter(int status) {
    assertThat(refused(status, SEARCH)).isFalse();
  }

  @Test
  void a_range_that_is_refused_says_nothing_about_a_request_without_one() {
    assertThat(parts.leaveOut(BURGOS, 416, Map.of())).isFalse();
    assertThat(parts.isRangeWanted(BURGOS, true)).isTrue();

    assertThat(parts.leaveOut(BURGOS, 416, Map.of("Range", "bytes=1-"))).isTrue();
    assertThat(parts.isRangeWanted(BURGOS, true)).isFalse();
    assertThat(parts.isExpectWanted(BURGOS)).isTrue();
  }

  @Test
  void content_that_is_refused_is_not_sent_again_unasked() {
    assertThat(parts.leaveOut(BURGOS, 413, Map.of("Expect", "100-continue"))).isFalse();
    assertThat(parts.isExpectWanted(BURGOS)).isTrue();
  }

  @Test
  void other_regions_and_later_runs_are_asked_as_ever() {
    refused(400, SEARCH);

    assertThat(parts.query(MADRID, SEARCH)).isEqualTo(SEARCH);
    parts.forget();
    assertThat(parts.query(BURGOS, SEARCH)).isEqualTo(SEARCH);
  }
}
