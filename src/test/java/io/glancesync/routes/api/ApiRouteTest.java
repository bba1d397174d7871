package io.glancesync.routes.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.glancesync.api.ApiRequest;
import io.glancesync.api.TestRequest;
import io.glancesync.api.v2.Contract;
import io.glancesync.routes.RouteTest;
import io.glancesync.world.Http;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Tests of a route of the HTTP API, which only a service with a port has. */
abstract class ApiRouteTest extends RouteTest {
  private final Set<String> mocked = new HashSet<>();
  private ApiRequest current;

  @Override
  protected Map<String, String> settings() {
    Map<String, String> settings = super.settings();
    // nobody listens: only Service opens the port
    settings.put("glancesync.http.port", "8080");
    return settings;
  }

  protected static ApiRequest request(String region, String task) {
    return TestRequest.get("/regions/x").with("region", region).with("task", task).request();
  }

  /** The route that each route of the file calls first. */
  protected String door() {
    return "authenticate";
  }

  private void letIn(Exchange exchange) {
    exchange.getMessage().setHeader("X-Auth-Token", "secret");
    exchange.getMessage().setBody(current);
    exchange.setVariable("apiRequest", current);
  }

  /** What a route answers to a caller who was let in; of version 2, it keeps to the contract. */
  protected Exchange answered(String route, TestRequest request) throws Exception {
    return answered(route, request, Map.of());
  }

  protected Exchange answered(String route, TestRequest request, Map<String, Processor> more)
      throws Exception {
    Exchange done = answeredToAnything(route, request, more);
    if (current.call().isOfVersionTwo()) {
      String type = done.getMessage().getHeader(Exchange.CONTENT_TYPE, String.class);
      String body = done.getMessage().getBody(String.class);
      // a buffer can be read once
      done.getMessage().setBody(body);
      assertThat(
              Contract.SHIPPED.errors(request.method(), request.address(), code(done), type, body))
          .as("%s %s: %s", request.method(), request.address(), body)
          .isEmpty();
    }
    return done;
  }

  /** The same, also to a request whose address the contract does not know. */
  protected Exchange answeredToAnything(
      String route, TestRequest request, Map<String, Processor> more) throws Exception {
    current = request.request();
    if (mocked.add(route)) {
      var answers = new HashMap<>(more);
      answers.put(door(), this::letIn);
      mockStarted(route, answers);
    }
    Exchange done = send(route, null, Map.of());
    // Camel's own for the code, and nothing else
    assertThat(done.getMessage().getHeaders().keySet())
        .isSubsetOf(
            "CamelHttpResponseCode",
            "Content-Type",
            "Location",
            "Retry-After",
            "ETag",
            "Cache-Control",
            "Content-Security-Policy",
            "X-Content-Type-Options",
            "Referrer-Policy");
    return done;
  }

  protected static int code(Exchange done) {
    return done.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
  }

  protected static JsonNode json(Exchange done) {
    return Http.json(done.getMessage().getBody(String.class).getBytes(StandardCharsets.UTF_8));
  }
}
