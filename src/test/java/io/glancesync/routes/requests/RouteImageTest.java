package io.glancesync.routes.requests;

import static io.glancesync.routes.ScriptedAnswers.HTTP;
import static io.glancesync.routes.ScriptedAnswers.SESSION;
import static io.glancesync.routes.ScriptedAnswers.answer;
import static io.glancesync.routes.ScriptedAnswers.failure;
import static io.glancesync.routes.ScriptedAnswers.inTurn;
import static io.glancesync.transfer.Transfers.BURGOS;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.openstack.GlanceRequest;
import io.glancesync.openstack.UnexpectedAnswerException;
import io.glancesync.openstack.request.ImageChange;
import io.glancesync.openstack.request.SingleImageRequest;
import io.glancesync.plan.Changes;
import io.glancesync.routes.RouteTest;
import java.net.SocketException;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code routes/75-image.camel.yaml}. */
class RouteImageTest extends RouteTest {
  private static final ImageId ID = new ImageId("11111111-2222-4333-8444-555555555555");
  private static final ImageId OTHER = new ImageId("99999999-2222-4333-8444-555555555555");
  private static final SingleImageRequest REQUEST = SingleImageRequest.of(BURGOS, ID);
  private static final ImageChange CHANGE = new ImageChange(BURGOS, ID, Changes.NONE);

  private static String json(ImageId id) {
    return """
        {"id": "%s", "name": "ubuntu", "status": "active", "visibility": "public"}"""
        .formatted(id);
  }

  /** The server gives this answer to the requests of a route. */
  private void server(String route, Processor answer) throws Exception {
    mock(route, Map.of("fresh-session", SESSION, HTTP, answer));
  }

  private Exchange send(String route, GlanceRequest request) {
    return send(route, request, Map.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"glance-create", "glance-update", "glance-show", "glance-delete"})
  void each_request_gets_a_session_and_is_retried_after_an_error_that_passes(String route)
      throws Exception {
    server(route, inTurn(failure(() -> new SocketException("reset")), answer(200, json(ID))));
    called("fresh-session").expectedMessageCount(1);
    called("fresh-session").message(0).body().isEqualTo(REQUEST.with("the body"));
    called(HTTP).expectedMessageCount(2);

    Exchange done = send(route, REQUEST.with("the body"));

    called("fresh-session").assertIsSatisfied();
    called(HTTP).assertIsSatisfied();
    assertThat(done.getException()).isNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 409})
  void to_create_an_image_hands_on_what_was_answered(int status) throws Exception {
    server("glance-create", answer(status, "the answer"));
    called(HTTP).message(0).header("Content-Type").isEqualTo("application/json");
    called(HTTP).message(0).body().isEqualTo("the image as JSON");

    Exchange done = send("glance-create", REQUEST.with("the image as JSON"));

    called(HTTP).assertIsSatisfied();
    assertThat(done.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE)).isEqualTo(status);
    assertThat(done.getMessage().getBody()).isEqualTo("the answer");
  }

  @Test
  void a_patch_brings_the_image_as_it_is_then() throws Exception {
    server("glance-update", answer(200, json(ID)));
    called(HTTP)
        .message(0)
        .header("Content-Type")
        .isEqualTo("application/openstack-images-v2.1-json-patch");
    called(HTTP).message(0).header("CamelHttpPath").isEqualTo(ID.value());

    Exchange done = send("glance-update", CHANGE);

    called(HTTP).assertIsSatisfied();
    assertThat(done.getMessage().getBody(Image.class).id()).isEqualTo(ID);
  }

  @Test
  void an_answer_about_another_image_fails() throws Exception {
    server("glance-update", answer(200, json(OTHER)));

    Exchange done = send("glance-update", CHANGE);

    assertThat(done.getException()).isInstanceOf(UnexpectedAnswerException.class);
  }

  @Test
  void an_image_that_is_there_is_shown() throws Exception {
    server("glance-show", answer(200, json(ID)));
    called(HTTP).message(0).header("CamelHttpPath").isEqualTo(ID.value());

    Exchange done = send("glance-show", REQUEST);

    called(HTTP).assertIsSatisfied();
    assertThat(done.getMessage().getBody(Image.class).id()).isEqualTo(ID);
  }

  @Test
  void an_image_that_is_not_there_is_no_error() throws Exception {
    server("glance-show", answer(404, "not found"));

    Exchange done = send("glance-show", REQUEST);

    assertThat(done.getException()).isNull();
    assertThat(done.getMessage().getBody()).isNull();
  }

  @Test
  void an_answer_that_is_no_image_fails() throws Exception {
    server("glance-show", answer(200, "<html>Welcome</html>"));

    Exchange done = send("glance-show", REQUEST);

    assertThat(done.getException()).hasCauseInstanceOf(UnexpectedAnswerException.class);
  }

  @Test
  void to_delete_an_image_is_a_request_to_its_address() throws Exception {
    server("glance-delete", answer(204, null));
    called(HTTP).message(0).header("CamelHttpPath").isEqualTo(ID.value());

    Exchange done = send("glance-delete", REQUEST);

    called(HTTP).assertIsSatisfied();
    assertThat(done.getException()).isNull();
  }
}
