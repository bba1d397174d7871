package io.glancesync.routes.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.api.TestRequest;
import io.glancesync.api.UrlPath;
import org.apache.camel.Exchange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code routes/06-records.camel.yaml}. */
class RecordsTest extends ApiRouteTest {
  @ParameterizedTest
  @CsvSource({
    "show-runs, /v2/runs, runs",
    "show-dead-letters, /v2/dead-letters, dead_letters",
    "show-schedules, /v2/schedules, schedules",
    "show-settings, /v2/settings, settings",
    "show-bandwidth, /v2/bandwidth, in_use"
  })
  void what_there_is(String route, String path, String field) throws Exception {
    Exchange done = answered(route, TestRequest.get(path));
    assertThat(code(done)).isEqualTo(200);
    assertThat(json(done).has(field)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "show-run, /v2/runs/%s, run, unknown-run, ../regions",
    "show-run, /v2/runs/%s, run, unknown-run, 20261126T230500.120Z",
    "show-run-transfers, /v2/runs/%s/transfers, run, unknown-run, x",
    "show-dead-letter, /v2/dead-letters/%s, letter, unknown-dead-letter, ../../etc",
    "show-schedule, /v2/schedules/%s, schedule, unknown-schedule, hurly"
  })
  void what_there_is_not(String route, String path, String parameter, String problem, String value)
      throws Exception {
    String address = path.formatted(UrlPath.segment(value));
    Exchange done = answered(route, TestRequest.get(address).with(parameter, value));
    assertThat(code(done)).isEqualTo(404);
    assertThat(json(done).path("type").asText()).isEqualTo("/v2/problems/" + problem);
    assertThat(json(done).path("detail").asText()).contains("'" + value + "'");
  }

  @ParameterizedTest
  @CsvSource({
    "limit=0, from 1 to 1000",
    "limit=x, from 1 to 1000",
    "limit=99999999999999999999, from 1 to 1000",
    "marker=nothing, begin again without one",
    "since=yesterday, a time such as",
    "outcome=changd, has to be one of",
    "limits=1, there are outcome"
  })
  void what_cannot_be_asked_for(String query, String why) throws Exception {
    Exchange done = answered("show-runs", TestRequest.get("/v2/runs?" + query));
    assertThat(code(done)).isEqualTo(400);
    assertThat(json(done).path("detail").asText()).contains(why);
  }
}
