package io.glancesync.routes.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.glancesync.api.TestRequest;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code routes/04-overview.camel.yaml}. */
class OverviewPathsTest extends ApiRouteTest {
  @ParameterizedTest
  @CsvSource({
    "show-service, /v2, links",
    "show-regions, /v2/regions, regions",
    "show-status, /v2/status, images",
    "show-transfers, /v2/transfers, transfers",
    "show-events, /v2/events, events"
  })
  void what_is_known_now(String route, String path, String field) throws Exception {
    Exchange done = answered(route, TestRequest.get(path));
    assertThat(code(done)).isEqualTo(200);
    assertThat(json(done).has(field)).isTrue();
    assertThat(done.getMessage().getHeader("ETag", String.class)).matches("\"[0-9a-f]{64}\"");
  }

  @Test
  void a_region_that_is_not_known() throws Exception {
    Exchange done =
        answered(
            "show-region-overview", TestRequest.get("/v2/regions/Brugos").with("region", "Brugos"));
    assertThat(code(done)).isEqualTo(404);
    assertThat(done.getMessage().getHeader("Content-Type")).isEqualTo("application/problem+json");
    JsonNode problem = json(done);
    assertThat(problem.path("type").asText()).isEqualTo("/v2/problems/unknown-region");
    assertThat(problem.path("status").asInt()).isEqualTo(404);
    assertThat(problem.path("instance").asText()).isEqualTo("req-1");
    assertThat(problem.path("detail").asText()).contains("'Brugos'");
  }

  @Test
  void what_a_client_has_is_not_sent_again() throws Exception {
    TestRequest request = TestRequest.get("/v2/transfers");
    Exchange first = answered("show-transfers", request);
    String tag = first.getMessage().getHeader("ETag", String.class);
    for (String known : new String[] {tag, "\"x\", W/" + tag, "*"}) {
      Exchange again = answered("show-transfers", request.header("if-none-match", known));
      assertThat(code(again)).isEqualTo(304);
      assertThat(again.getMessage().getBody(String.class)).isEmpty();
      assertThat(again.getMessage().getHeader("ETag")).isEqualTo(tag);
    }
    Exchange other = answered("show-transfers", request.header("if-none-match", "\"x\""));
    assertThat(code(other)).isEqualTo(200);
  }

  @Test
  void the_contract() throws Exception {
    Exchange done = answered("show-contract", TestRequest.get("/v2/openapi.yaml"));
    assertThat(done.getMessage().getHeader("Content-Type")).isEqualTo("application/yaml");
    assertThat(done.getMessage().getBody(String.class)).startsWith("openapi: 3.0");
  }
}
