package io.glancesync.routes.requests;

import static io.glancesync.image.Images.anImage;
import static io.glancesync.routes.ScriptedAnswers.NOTHING;
import static io.glancesync.routes.ScriptedAnswers.body;
import static io.glancesync.routes.ScriptedAnswers.error;
import static io.glancesync.routes.ScriptedAnswers.inTurn;
import static io.glancesync.routes.ScriptedAnswers.status;
import static io.glancesync.transfer.Transfers.BURGOS;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.image.Image;
import io.glancesync.openstack.request.ChangeResult;
import io.glancesync.openstack.request.ImageChange;
import io.glancesync.plan.Changes;
import io.glancesync.routes.RouteTest;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.junit.jupiter.api.Test;

/** {@code routes/77-change.camel.yaml}. */
class ChangeTest extends RouteTest {
  private static final Image BEFORE = anImage("ubuntu").isHidden().build();
  private static final Image AFTER = anImage("ubuntu").with("nid", "1").build();
  private static final Changes CHANGES = Changes.between(BEFORE, AFTER);
  private static final ImageChange CHANGE = new ImageChange(BURGOS, BEFORE.id(), CHANGES);

  private Exchange change(String route) {
    return send(route, CHANGE, Map.of());
  }

  private static ChangeResult result(Exchange exchange) {
    return exchange.getMessage().getBody(ChangeResult.class);
  }

  private void changing(Processor update, Processor show) throws Exception {
    mock("change-image", Map.of("glance-update", update, "show-after-error", show));
  }

  @Test
  void all_changes_are_one_request() throws Exception {
    changing(body(AFTER), NOTHING);
    called("glance-update").expectedMessageCount(1);
    called("glance-update").message(0).body().isEqualTo(CHANGE);
    called("show-after-error").expectedMessageCount(0);

    Exchange done = change("change-image");

    called("glance-update").assertIsSatisfied();
    called("show-after-error").assertIsSatisfied();
    assertThat(done.getMessage().getBody()).isEqualTo(new ChangeResult(CHANGE, AFTER, null));
  }

  @Test
  void changes_that_were_made_are_no_error_whatever_was_answered() throws Exception {
    changing(error(503), body(AFTER));

    Exchange done = change("change-image");

    assertThat(done.getException()).isNull();
    assertThat(done.getMessage().getBody()).isEqualTo(new ChangeResult(CHANGE, AFTER, null));
  }

  @Test
  void changes_that_were_not_made_fail_with_the_error_of_the_request() throws Exception {
    changing(error(503), body(BEFORE));

    Exchange done = change("change-image");

    assertThat(status(done.getException())).isEqualTo(503);
  }

  @Test
  void changes_that_are_refused_together_are_made_one_by_one() throws Exception {
    Image visible = BEFORE.but().hidden(false).build();
    changing(inTurn(error(403), error(403), body(visible)), NOTHING);
    mock(
        "change-one-by-one",
        Map.of("show-after-error", inTurn(body(BEFORE), body(BEFORE), body(visible))));

    Exchange done = change("change-as-allowed");

    assertThat(called("glance-update").getReceivedExchanges())
        .extracting(it -> it.getMessage().getBody(ImageChange.class).changes().names())
        .containsExactly(List.of("nid", "os_hidden"), List.of("nid"), List.of("os_hidden"));
    assertThat(done.getException()).isNull();
    assertThat(status(result(done).refusal())).isEqualTo(403);
    assertThat(result(done).request()).isEqualTo(CHANGE);
    assertThat(result(done).image()).isEqualTo(visible);
  }

  @Test
  void an_error_that_is_not_a_refusal_is_not_tried_one_by_one() throws Exception {
    changing(error(503), body(BEFORE));
    called("glance-update").expectedMessageCount(1);

    Exchange done = change("change-as-allowed");

    called("glance-update").assertIsSatisfied();
    assertThat(status(done.getException())).isEqualTo(503);
  }

  @Test
  void a_lookup_that_is_not_allowed_is_not_a_refusal_of_the_changes() throws Exception {
    changing(error(503), error(403));
    called("glance-update").expectedMessageCount(1);

    Exchange done = change("change-as-allowed");

    called("glance-update").assertIsSatisfied();
    assertThat(status(done.getException())).isEqualTo(403);
  }

  @Test
  void a_refusal_is_what_the_change_was_answered_and_not_the_error_of_the_lookup()
      throws Exception {
    changing(error(403), NOTHING);
    mock(
        "change-one-by-one",
        Map.of("show-after-error", inTurn(error(500), body(BEFORE), error(500), body(BEFORE))));

    Exchange done = change("change-as-allowed");

    assertThat(done.getException()).isNull();
    assertThat(status(result(done).refusal())).isEqualTo(403);
  }

  @Test
  void changes_that_are_allowed_leave_no_refusal_of_an_earlier_request() throws Exception {
    changing(body(AFTER), NOTHING);
    called("show-after-error").expectedMessageCount(0);

    Exchange done =
        send("change-as-allowed", CHANGE, Map.of("error", new IllegalStateException("earlier")));

    called("show-after-error").assertIsSatisfied();
    assertThat(done.getMessage().getBody()).isEqualTo(new ChangeResult(CHANGE, AFTER, null));
  }
}
