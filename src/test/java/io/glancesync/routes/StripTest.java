package io.glancesync.routes;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

/** {@code routes/85-strip.camel.yaml}. */
class StripTest extends RouteTest {
  @Test
  void nothing_but_the_body_is_left() {
    Exchange done =
        template.send(
            "direct:strip-message",
            exchange -> {
              exchange.getMessage().setBody("the report");
              exchange.getMessage().setHeader("X-Auth-Token", "secret");
              exchange.setVariable("run", "a run");
              exchange.setProperty("theirs", "an error");
            });

    assertThat(done.getMessage().getBody()).isEqualTo("the report");
    assertThat(done.getMessage().getHeaders()).isEmpty();
    assertThat(done.getVariables()).isEmpty();
    assertThat(done.getProperty("theirs")).isNull();
  }
}
