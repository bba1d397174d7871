package io.glancesync.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.builder.NotifyBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Routes that users add, and that fail. */
@Timeout(60)
class UserRoutesTest extends RouteTest {
  @Override
  protected String[] routesOfUsers() {
    return new String[] {
      """
      - route:
          id: ticket
          from:
            uri: seda:run-ended
            parameters: {multipleConsumers: true}
            steps:
              - to: http://127.0.0.1:9/hook?key=my-secret
      - route:
          id: also-listens
          from:
            uri: seda:run-ended
            parameters: {multipleConsumers: true}
            steps:
              - to: mock:heard
      - route:
          id: outer
          from:
            uri: direct:outer
            steps:
              - to: direct:inner
              - to: mock:after
      - route:
          id: tried
          from:
            uri: direct:tried
            steps:
              - doTry:
                  steps:
                    - throwException: {exceptionType: java.lang.IllegalStateException, message: "no such ticket"}
                  doCatch:
                    - exception: [java.lang.Exception]
                      steps:
                        - setBody: {constant: caught}
      - route:
          id: parts
          from:
            uri: direct:parts
            steps:
              - split:
                  tokenize: ","
                  steps:
                    - throwException: {exceptionType: java.lang.IllegalStateException, message: "part ${body}"}
      - route:
          id: inner
          from:
            uri: direct:inner
            steps:
              - throwException: {exceptionType: java.lang.IllegalStateException, message: "no such\\nticket"}
      """
    };
  }

  @Test
  void an_error_of_a_listener_is_logged_with_its_route_and_reaches_no_other_listener()
      throws Exception {
    called("heard").expectedBodiesReceived("{}");
    var done = new NotifyBuilder(context).whenFailed(1).create();

    List<String> lines =
        logged(
            "glancesync.route.ticket",
            () -> {
              template.sendBody("seda:run-ended", "{}");
              assertThat(done.matches(30, TimeUnit.SECONDS)).isTrue();
            });

    assertThat(lines)
        .singleElement()
        .asString()
        .startsWith("Tried to handle a message, but there was no connection")
        .doesNotContain("my-secret");
    called("heard").assertIsSatisfied();
  }

  @Test
  void an_error_is_logged_once_and_remains_an_error_for_the_caller() throws Exception {
    called("after").expectedMessageCount(0);
    List<String> outer =
        logged(
            "glancesync.route.outer",
            () -> {
              List<String> inner =
                  logged(
                      "glancesync.route.inner",
                      () -> {
                        Exchange sent = send("outer", "x", Map.of());
                        assertThat(sent.getException()).isInstanceOf(IllegalStateException.class);
                      });
              assertThat(inner)
                  .containsExactly(
                      "Tried to handle a message, but no such\nticket (IllegalStateException)");
            });

    assertThat(outer).isEmpty();
    called("after").assertIsSatisfied();
  }

  @Test
  void an_error_that_the_route_itself_catches_is_not_logged() {
    assertThat(logged("glancesync.route.tried", () -> send("tried", "x", Map.of()))).isEmpty();
  }

  @Test
  void each_part_of_a_message_that_fails_is_logged() {
    assertThat(logged("glancesync.route.parts", () -> send("parts", "a,b", Map.of())))
        .containsExactly(
            "Tried to handle a message, but part a (IllegalStateException)",
            "Tried to handle a message, but part b (IllegalStateException)");
  }
}
