package io.glancesync.routes.requests;

import static io.glancesync.routes.ScriptedAnswers.HTTP;
import static io.glancesync.routes.ScriptedAnswers.NOTHING;
import static io.glancesync.routes.ScriptedAnswers.error;
import static io.glancesync.routes.ScriptedAnswers.inTurn;
import static io.glancesync.transfer.Transfers.BURGOS;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.config.source.ConfigurationException;
import io.glancesync.engine.Targets;
import io.glancesync.openstack.TokenCache;
import io.glancesync.openstack.UnexpectedAnswerException;
import io.glancesync.openstack.request.RegionRequest;
import io.glancesync.region.RegionName;
import io.glancesync.routes.RouteTest;
import io.glancesync.run.BegunRuns;
import io.glancesync.run.Run;
import io.glancesync.run.RunRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code routes/80-keystone.camel.yaml}. */
class KeystoneTest extends RouteTest {
  private static final RegionRequest REQUEST = new RegionRequest(BURGOS);
  private static final String CATALOG =
      """
      {"token": {"expires_at": "2099-01-01T00:00:00Z", "catalog": [
        {"type": "image", "endpoints": [
          {"interface": "public", "region_id": "Burgos", "url": "http://burgos:9292"}]}]}}""";

  private TokenCache tokenCache;

  @BeforeEach
  void nobody_has_signed_in() {
    tokenCache = bean("tokenCache", TokenCache.class);
  }

  /** Keystone hands out this token. */
  private static Processor token(String token) {
    return exchange -> {
      exchange.getMessage().setHeader("X-Subject-Token", token);
      exchange.getMessage().setBody(CATALOG);
    };
  }

  private Exchange send(String route) {
    return send(route, REQUEST, Map.of("request", REQUEST));
  }

  private Exchange sendTry(String route) {
    return template.send(
        "direct:" + route,
        exchange -> {
          exchange.getMessage().setBody(REQUEST);
          exchange.setVariable("request", REQUEST);
          exchange.getMessage().setHeader("CamelRedeliveryCounter", 2);
          exchange.getMessage().setHeader("Range", "bytes=5-");
        });
  }

  @Test
  void a_session_has_the_token_and_the_address_and_no_header_of_an_earlier_request()
      throws Exception {
    mock("session", Map.of("ensure-signed-in", it -> tokenCache.store(BURGOS, "token", CATALOG)));

    Exchange done = sendTry("session");

    assertThat(done.getMessage().getHeaders())
        .containsOnly(
            Map.entry("X-Auth-Token", "token"),
            Map.entry("CamelHttpUri", "http://burgos:9292/v2/images"),
            Map.entry("GlanceSync-Target", "master"),
            Map.entry("CamelRedeliveryCounter", 2));
  }

  @Test
  void a_request_of_a_run_that_a_caller_asked_for_has_the_id_of_the_callers_request()
      throws Exception {
    mock("session", Map.of("ensure-signed-in", it -> tokenCache.store(BURGOS, "token", CATALOG)));
    String id = "req-0c1d6a3e-53f5-4d0a-8a50-8a0f4d1c1f10";
    RunRequest asked = new RunRequest(List.of(), false, 1).askedBy(Optional.of(id));
    Run run = BegunRuns.begun("run-1", asked, Instant.EPOCH);

    Exchange done = send("session", null, Map.of("request", new RegionRequest(BURGOS), "run", run));

    assertThat(done.getMessage().getHeader("X-Openstack-Request-Id")).isEqualTo(id);
  }

  @Test
  void a_fresh_session_gives_a_request_all_of_its_tries() throws Exception {
    mock("fresh-session", Map.of("session", NOTHING));
    called("session").expectedMessageCount(1);

    Exchange done = sendTry("fresh-session");

    called("session").assertIsSatisfied();
    assertThat(done.getMessage().getHeader("CamelRedeliveryCounter")).isNull();
  }

  @Test
  void a_region_that_the_catalog_does_not_have_is_an_error_of_the_configuration() throws Exception {
    mock("session", Map.of("ensure-signed-in", it -> tokenCache.store(BURGOS, "token", CATALOG)));

    Exchange done =
        send("session", null, Map.of("request", new RegionRequest(RegionName.of("Leon"))));

    assertThat(done.getException())
        .hasRootCauseInstanceOf(ConfigurationException.class)
        .hasStackTraceContaining("image endpoint for region Leon");
  }

  @Test
  void one_sign_in_serves_all_requests_and_leaves_them_as_they_are() throws Exception {
    mock("sign-in", Map.of(HTTP, token("token")));
    called(HTTP).expectedMessageCount(1);

    Exchange first = send("ensure-signed-in");
    Exchange second = send("ensure-signed-in");

    called(HTTP).assertIsSatisfied();
    assertThat(first.getVariable("request")).isEqualTo(REQUEST);
    assertThat(second.getVariable("request")).isEqualTo(REQUEST);
  }

  @Test
  void a_sign_in_sends_the_credential_and_keeps_the_token() throws Exception {
    mock("sign-in", Map.of(HTTP, token("token")));
    called(HTTP).message(0).header("CamelHttpUri").isEqualTo("http://127.0.0.1:9/auth/tokens");
    called(HTTP).message(0).header("GlanceSync-Target").isEqualTo("master");
    called(HTTP).message(0).header("Content-Type").isEqualTo("application/json");
    called(HTTP).message(0).body().contains(Targets.PASSWORD);

    Exchange done = send("sign-in");

    called(HTTP).assertIsSatisfied();
    assertThat(tokenCache.isSignInNeeded(BURGOS)).isFalse();
    assertThat(tokenCache.token(BURGOS)).isEqualTo("token");
    assertThat(done.getMessage().getHeaders()).isEmpty();
  }

  @Test
  void a_sign_in_is_sent_again_after_an_error_that_passes() throws Exception {
    mock("sign-in", Map.of(HTTP, inTurn(error(503), token("token"))));
    called(HTTP).expectedMessageCount(2);
    called(HTTP).message(1).body().contains(Targets.PASSWORD);

    Exchange done = send("sign-in");

    called(HTTP).assertIsSatisfied();
    assertThat(done.getException()).isNull();
    assertThat(tokenCache.token(BURGOS)).isEqualTo("token");
  }

  @Test
  void a_credential_that_is_refused_is_sent_only_once() throws Exception {
    mock("sign-in", Map.of(HTTP, error(401)));
    called(HTTP).expectedMessageCount(1);

    Exchange done = send("sign-in");

    called(HTTP).assertIsSatisfied();
    assertThat(done.getException()).isInstanceOf(HttpOperationFailedException.class);
    assertThat(tokenCache.isSignInNeeded(BURGOS)).isTrue();
  }

  @Test
  void an_answer_without_a_token_fails() throws Exception {
    mock("sign-in", Map.of(HTTP, it -> it.getMessage().setBody(CATALOG)));

    Exchange done = send("sign-in");

    assertThat(done.getException()).isInstanceOf(UnexpectedAnswerException.class);
    assertThat(tokenCache.isSignInNeeded(BURGOS)).isTrue();
  }
}
