package io.glancesync.routes;

import static io.glancesync.routes.ScriptedAnswers.NOTHING;
import static io.glancesync.routes.ScriptedAnswers.error;
import static io.glancesync.routes.ScriptedAnswers.failure;
import static io.glancesync.transfer.Transfers.BURGOS;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.check.TargetChecks;
import io.glancesync.check.TargetChecks.Checkup;
import io.glancesync.image.ImageId;
import io.glancesync.openstack.request.SingleImageRequest;
import io.glancesync.report.Check;
import io.glancesync.report.Check.CheckStatus;
import java.net.ConnectException;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code routes/19-try.camel.yaml}. */
class TryTest extends RouteTest {
  private Checkup checkup;

  @BeforeEach
  void a_check_that_tries_begins() {
    checkup = bean("targetChecks", TargetChecks.class).begin(true);
  }

  private void region(Processor create, Processor delete) throws Exception {
    mock("check-publishing", Map.of("glance-create", create, "delete-image", delete));
  }

  private Exchange send() {
    return send("check-publishing", null, Map.of("targetChecks", checkup, "region", BURGOS));
  }

  private SingleImageRequest request(String route, int index) {
    return called(route).getExchanges().get(index).getMessage().getBody(SingleImageRequest.class);
  }

  @Test
  void the_image_of_a_trial_is_deleted_whatever_the_region_answered() throws Exception {
    region(NOTHING, NOTHING);
    called("delete-image").expectedMessageCount(2);

    Exchange published = send();
    called("glance-create").whenAnyExchangeReceived(error(403));
    Exchange refused = send();

    called("delete-image").assertIsSatisfied();
    for (int i = 0; i < 2; i++) {
      ImageId id = request("delete-image", i).id();
      assertThat(request("glance-create", i).content().toString())
          .contains(id.value(), "\"os_hidden\":true", "\"visibility\":\"public\"");
    }
    assertThat(published.getException()).isNull();
    assertThat(refused.getException()).isNull();
    assertThat(checkup.checks())
        .extracting(Check::verdict)
        .containsExactly(CheckStatus.OK, CheckStatus.WARNING);
  }

  @Test
  void each_trial_is_about_the_region_and_has_an_id_of_its_own() throws Exception {
    region(NOTHING, NOTHING);

    send();
    send();

    for (String route : new String[] {"glance-create", "delete-image"}) {
      assertThat(request(route, 0).region()).isEqualTo(BURGOS);
      assertThat(request(route, 0).id()).isNotEqualTo(request(route, 1).id());
    }
    assertThat(checkup.checks()).extracting(Check::subject).containsOnly(BURGOS.toString());
  }

  @Test
  void an_image_of_a_trial_that_stays_is_named() throws Exception {
    region(NOTHING, error(409));

    Exchange done = send();

    assertThat(done.getException()).isNull();
    assertThat(checkup.checks())
        .last()
        .satisfies(
            it -> {
              assertThat(it.verdict()).isEqualTo(CheckStatus.FAILED);
              assertThat(it.text()).contains(request("delete-image", 0).id().value());
            });
  }

  @Test
  void a_region_that_is_down_is_asked_once_and_each_error_is_one_line() throws Exception {
    region(failure(() -> new ConnectException("refused")), error(503));
    called("glance-create").expectedMessageCount(1);
    called("delete-image").expectedMessageCount(1);

    Exchange done = send();

    called("glance-create").assertIsSatisfied();
    called("delete-image").assertIsSatisfied();
    assertThat(done.getException()).isNull();
    assertThat(checkup.checks())
        .extracting(Check::verdict)
        .containsExactly(CheckStatus.UNREACHABLE, CheckStatus.UNREACHABLE);
  }
}
