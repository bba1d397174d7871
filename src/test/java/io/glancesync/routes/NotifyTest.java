package io.glancesync.routes;

import static io.glancesync.routes.ScriptedAnswers.HTTP;
import static io.glancesync.routes.ScriptedAnswers.NOTHING;
import static io.glancesync.routes.ScriptedAnswers.body;
import static io.glancesync.routes.ScriptedAnswers.error;
import static io.glancesync.routes.ScriptedAnswers.inTurn;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.StartedEngine;
import io.glancesync.engine.Targets;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code routes/notify.camel.yaml}. */
class NotifyTest extends RouteTest {
  private static final String WEBHOOK = "http://people.example/hooks/1";
  private static final String CHANGES = "{\"run\": \"1\", \"text\": \"1 failed\"}";

  @Override
  protected Map<String, String> settings() {
    var settings = new HashMap<>(super.settings());
    settings.put("glancesync.notify", "true");
    settings.put("glancesync.notify.webhook", WEBHOOK);
    return settings;
  }

  private static boolean isNotifying(CamelContext context) {
    return context.getRoute("notify") != null
        && context.getRouteController().getRouteStatus("notify").isStarted();
  }

  /** Posts what changed, of a message that has more than its body. */
  private Exchange post() {
    return template.send(
        "direct:post-changes",
        exchange -> {
          exchange.getMessage().setBody(CHANGES);
          exchange.getMessage().setHeader("X-Auth-Token", "secret");
          exchange.setVariable("run", "a run");
        });
  }

  @Test
  void nobody_is_notified_unless_the_settings_say_so() {
    assertThat(isNotifying(context)).isTrue();

    try (var off =
        new StartedEngine(
            home.resolve("off"), Targets.configuration(Targets.target("master", "http://k")))) {
      assertThat(isNotifying(off.context())).isFalse();
    }
  }

  @Test
  void what_changed_is_posted() throws Exception {
    mock("notify", Map.of("post-changes", NOTHING));
    called("post-changes").expectedBodiesReceived(CHANGES);

    template.sendBody("seda:run-ended", "{}");
    template.sendBody("seda:failures-changed", CHANGES);

    called("post-changes").assertIsSatisfied();
  }

  @Test
  void the_webhook_receives_what_changed_and_nothing_else() throws Exception {
    mock("post-changes", Map.of(HTTP, body("the answer")));

    Exchange done = post();

    Exchange posted = called(HTTP).getReceivedExchanges().get(0);
    assertThat(posted.getMessage().getBody()).isEqualTo(CHANGES);
    assertThat(posted.getMessage().getHeaders())
        .containsOnly(
            Map.entry("Content-Type", "application/json"), Map.entry("CamelHttpUri", WEBHOOK));
    assertThat(posted.getVariables()).isEmpty();
    assertThat(done.getException()).isNull();
    assertThat(done.getMessage().getHeaders()).isEmpty();
  }

  @Test
  void a_post_that_fails_is_tried_again() throws Exception {
    mock("post-changes", Map.of(HTTP, inTurn(error(503), body("the answer"))));
    called(HTTP).expectedMessageCount(2);
    called(HTTP).allMessages().body().isEqualTo(CHANGES);

    Exchange done = post();

    called(HTTP).assertIsSatisfied();
    assertThat(done.getException()).isNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 503})
  void a_post_that_fails_for_good_is_not_an_error_of_the_run(int status) throws Exception {
    mock("post-changes", Map.of(HTTP, error(status)));
    // two retries
    called(HTTP).expectedMessageCount(3);

    Exchange done = post();

    called(HTTP).assertIsSatisfied();
    assertThat(done.getException()).isNull();
    assertThat(done.getMessage().getHeaders()).isEmpty();
  }
}
