package io.glancesync.routes.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.api.ApiException;
import io.glancesync.api.ApiRequest;
import io.glancesync.api.TestRequest;
import io.glancesync.openstack.ListingFailure;
import io.glancesync.openstack.RegionList;
import io.glancesync.region.RegionName;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.junit.jupiter.api.Test;

/** {@code routes/03-caller.camel.yaml}. */
class CallersTest extends ApiRouteTest {
  private static final String TOKEN =
      """
      {"token": {"user": {"name": "alice"}, "project": {"id": "4711", "name": "ops"},
       "roles": [{"name": "%s"}], "expires_at": "2099-01-01T00:00:00.000000Z"}}""";

  private static final String KEYSTONE = "http:keystone*";

  private boolean isMocked;

  private static Processor role(String role) {
    return it -> it.getMessage().setBody(TOKEN.formatted(role));
  }

  private static Processor answered(int code) {
    return it -> {
      throw new HttpOperationFailedException("http://keystone", code, "", null, Map.of(), "secret");
    };
  }

  private void keystone(Processor answer) throws Exception {
    if (!isMocked) {
      mock("ask-keystone", Map.of(KEYSTONE, answer));
      isMocked = true;
    }
    called(KEYSTONE).whenAnyExchangeReceived(answer);
  }

  private Exchange authenticate(Processor answer, String token) throws Exception {
    keystone(answer);
    return template.send(
        "direct:authenticate",
        it -> {
          it.getMessage().setHeader("X-Auth-Token", token);
          it.getMessage().setHeader("X-Openstack-Request-Id", "req-7");
          it.getMessage().setHeader("region", "Burgos");
          it.getMessage().setHeader("Cookie", "c");
        });
  }

  private static int refusal(Exchange failed) {
    for (Throwable it = failed.getException(); it != null; it = it.getCause()) {
      if (it instanceof ApiException error) {
        return error.code();
      }
    }
    throw new AssertionError(failed.getException());
  }

  @Test
  void keystone_says_who_calls_by_the_callers_own_token() throws Exception {
    var sent = new TreeMap<String, Object>();
    Exchange done =
        authenticate(
            it -> {
              sent.putAll(it.getMessage().getHeaders());
              role("admin").process(it);
            },
            "gold");

    assertThat(sent)
        .containsOnly(
            Map.entry("X-Auth-Token", "gold"),
            Map.entry("X-Subject-Token", "gold"),
            Map.entry("X-Openstack-Request-Id", "req-7"),
            Map.entry("CamelHttpUri", "http://127.0.0.1:9/auth/tokens"),
            Map.entry("GlanceSync-Target", "master"));
    var request = done.getMessage().getBody(ApiRequest.class);
    assertThat(request.caller().orElseThrow()).isEqualTo(TestRequest.ALICE);
    assertThat(request.region()).isEqualTo("Burgos");
    assertThat(request.token()).isEmpty();
    assertThat(done.getMessage().getHeaders()).isEmpty();
  }

  @Test
  void what_keystone_said_is_remembered() throws Exception {
    mock("ask-keystone", Map.of(KEYSTONE, role("admin")));
    called(KEYSTONE).expectedMessageCount(1);
    for (int i = 0; i < 3; i++) {
      template.sendBodyAndHeader("direct:authenticate", null, "X-Auth-Token", "gold");
    }
    called(KEYSTONE).assertIsSatisfied();
  }

  @Test
  void who_is_not_known_or_may_not_is_told_so() throws Exception {
    assertThat(refusal(authenticate(answered(404), "gold"))).isEqualTo(401);
    assertThat(refusal(authenticate(answered(401), "gold"))).isEqualTo(401);
    assertThat(refusal(authenticate(role("admin"), "not one"))).isEqualTo(401);
    assertThat(refusal(authenticate(role("member"), "gold"))).isEqualTo(403);
    assertThat(refusal(authenticate(answered(500), "silver"))).isEqualTo(503);
    assertThat(refusal(authenticate(it -> it.getMessage().setBody("<html>"), "silver")))
        .isEqualTo(503);
    assertThat(
            refusal(
                authenticate(
                    it -> {
                      throw new IOException("no route");
                    },
                    "silver")))
        .isEqualTo(503);
  }

  @Test
  void a_region_has_to_exist() throws Exception {
    mock(
        "know-regions",
        Map.of(
            "list-regions",
            it ->
                it.getMessage()
                    .setBody(new RegionList(List.of(RegionName.of("Burgos")), List.of()))));
    called("list-regions").expectedMessageCount(1);

    var known = Map.<String, Object>of("apiRequest", request("master:Burgos", ""));
    Exchange done = send("require-region", null, known);
    var unknown = Map.<String, Object>of("apiRequest", request("burgos", ""));

    assertThat(done.getVariable("apiRequest", ApiRequest.class).region()).isEqualTo("Burgos");
    assertThat(refusal(send("require-region", null, unknown))).isEqualTo(400);
    called("list-regions").assertIsSatisfied();
  }

  @Test
  void a_region_of_a_target_that_cannot_be_asked_may_exist() throws Exception {
    var failure = new ListingFailure(ListingFailure.Cause.UNREACHABLE, "no answer");
    mock(
        "know-regions",
        Map.of(
            "list-regions",
            it -> it.getMessage().setBody(new RegionList(List.of(), List.of(failure)))));

    var master = Map.<String, Object>of("apiRequest", request("Burgos", ""));
    var other = Map.<String, Object>of("apiRequest", request("typo:Burgos", ""));

    assertThat(refusal(send("require-region", null, master))).isEqualTo(503);
    assertThat(refusal(send("require-region", null, other))).isEqualTo(400);
  }
}
