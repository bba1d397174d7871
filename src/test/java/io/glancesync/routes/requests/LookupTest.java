package io.glancesync.routes.requests;

import static io.glancesync.routes.ScriptedAnswers.body;
import static io.glancesync.routes.ScriptedAnswers.error;
import static io.glancesync.routes.ScriptedAnswers.inTurn;
import static io.glancesync.transfer.Transfers.BURGOS;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.openstack.GlanceRequest;
import io.glancesync.openstack.request.ImageChange;
import io.glancesync.openstack.request.ImageLookup;
import io.glancesync.openstack.request.SingleImageRequest;
import io.glancesync.plan.Changes;
import io.glancesync.routes.RouteTest;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code routes/76-lookup.camel.yaml}. */
class LookupTest extends RouteTest {
  private static final ImageId ID = new ImageId("11111111-2222-4333-8444-555555555555");
  private static final Image IMAGE = Image.builder(ID).name("ubuntu").build();
  private static final SingleImageRequest REQUEST = SingleImageRequest.of(BURGOS, ID);

  private void region(Processor show) throws Exception {
    mock("show-after-error", Map.of("glance-show", show));
  }

  private Exchange send(GlanceRequest request) {
    return send("show-after-error", request, Map.of("request", request));
  }

  static GlanceRequest[] requests() {
    return new GlanceRequest[] {REQUEST, new ImageChange(BURGOS, ID, Changes.NONE)};
  }

  @ParameterizedTest
  @MethodSource("requests")
  void the_image_of_any_request_is_looked_up_and_the_request_stays_the_callers(
      GlanceRequest request) throws Exception {
    // as the route begins
    region(it -> it.setVariable("request", it.getMessage().getBody()));

    Exchange done = send(request);

    var asked = called("glance-show").getExchanges().get(0).getVariable("request");
    assertThat(asked).isInstanceOf(ImageLookup.class);
    assertThat(((ImageLookup) asked).region()).isEqualTo(BURGOS);
    assertThat(((ImageLookup) asked).id()).isEqualTo(ID);
    assertThat(done.getVariable("request")).isSameAs(request);
  }

  @Test
  void an_image_that_is_read_after_an_error_leaves_the_tries_of_the_request_as_they_are()
      throws Exception {
    // a request with tries of its own, as the route begins
    region(it -> it.getMessage().removeHeaders("CamelRedeliver*"));

    Exchange done =
        template.send(
            "direct:show-after-error",
            exchange -> {
              exchange.getMessage().setBody(REQUEST);
              exchange.getMessage().setHeader("CamelRedeliveryCounter", 1);
            });

    assertThat(called("glance-show").getReceivedCounter()).isEqualTo(1);
    assertThat(done.getMessage().getHeader("CamelRedeliveryCounter")).isEqualTo(1);
  }

  @Test
  void the_image_that_was_read_after_an_error_is_the_body() throws Exception {
    region(inTurn(body(IMAGE), body(null)));

    Exchange present = send(REQUEST);
    Exchange gone = send(REQUEST);

    assertThat(present.getMessage().getBody()).isEqualTo(IMAGE);
    assertThat(gone.getMessage().getBody()).isNull();
    assertThat(gone.getException()).isNull();
  }

  @Test
  void an_image_that_cannot_be_read_after_an_error_is_an_error() throws Exception {
    region(error(503));
    called("glance-show").expectedMessageCount(1);

    Exchange done = send(REQUEST);

    called("glance-show").assertIsSatisfied();
    assertThat(done.getException()).isInstanceOf(HttpOperationFailedException.class);
  }
}
