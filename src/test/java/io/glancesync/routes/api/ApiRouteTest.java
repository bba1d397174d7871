package io.glancesync.routes.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.glancesync.api.ApiRequest;
import io.glancesync.api.Caller;
import io.glancesync.routes.RouteTest;
import io.glancesync.world.Http;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Exchange;

/** Tests of a route of the HTTP API, which only a service with a port has. */
abstract class ApiRouteTest extends RouteTest {
  protected static final Caller ALICE =
      new Caller("alice", "ops", "4711", Set.of("admin"), Instant.parse("2099-01-01T00:00:00Z"));

  @Override
  protected Map<String, String> settings() {
    Map<String, String> settings = super.settings();
    // nobody listens: only Service opens the port
    settings.put("glancesync.http.port", "8080");
    return settings;
  }

  protected static ApiRequest request(String region, String task) {
    return new ApiRequest(
        "req-1", region, task, Optional.empty(), Optional.empty(), Optional.of(ALICE));
  }

  protected static int code(Exchange done) {
    return done.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
  }

  protected static JsonNode json(Exchange done) {
    return Http.json(done.getMessage().getBody(String.class).getBytes(StandardCharsets.UTF_8));
  }
}
