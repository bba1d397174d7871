package io.glancesync.routes.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.api.TestRequest;
import io.glancesync.error.RefusedException;
import io.glancesync.report.Check;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.junit.jupiter.api.Test;

/** {@code routes/09-checks.camel.yaml}. */
class ChecksTest extends ApiRouteTest {
  private final AtomicInteger checked = new AtomicInteger();

  private Exchange checks(String query, Processor check) throws Exception {
    return answered("show-checks", TestRequest.get("/v2/checks" + query), Map.of("check", check));
  }

  private void check(Exchange exchange) {
    checked.incrementAndGet();
    assertThat(exchange.getMessage().getBody(String.class)).isEqualTo("false");
    exchange
        .getMessage()
        .setBody(List.of(Check.ok("data", "fine"), Check.failed("edits", "not fine")));
  }

  @Test
  void a_check_is_remembered_for_a_minute_unless_a_fresh_one_is_wanted() throws Exception {
    Exchange first = checks("", this::check);
    assertThat(code(first)).isEqualTo(200);
    assertThat(json(first).path("checks").findValuesAsText("status"))
        .containsExactly("ok", "failed");
    checks("?fresh=false", this::check);
    assertThat(checked).hasValue(1);
    checks("?fresh=true", this::check);
    assertThat(checked).hasValue(2);
  }

  @Test
  void a_check_that_cannot_be_made_is_told() throws Exception {
    Exchange failed =
        checks(
            "",
            it -> {
              throw new RefusedException("Tried to read x, but it is gone", "bring it back");
            });
    assertThat(code(failed)).isEqualTo(503);
    assertThat(json(failed).path("detail").asText()).contains("Tried to read x");
    assertThat(code(checks("?fresh=maybe", it -> {}))).isEqualTo(400);
  }
}
