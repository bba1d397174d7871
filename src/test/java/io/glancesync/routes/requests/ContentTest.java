package io.glancesync.routes.requests;

import static io.glancesync.image.Images.anImage;
import static io.glancesync.routes.ScriptedAnswers.HTTP;
import static io.glancesync.routes.ScriptedAnswers.NOTHING;
import static io.glancesync.routes.ScriptedAnswers.SESSION;
import static io.glancesync.routes.ScriptedAnswers.answer;
import static io.glancesync.routes.ScriptedAnswers.body;
import static io.glancesync.routes.ScriptedAnswers.error;
import static io.glancesync.routes.ScriptedAnswers.status;
import static io.glancesync.transfer.Transfers.BURGOS;
import static io.glancesync.transfer.Transfers.VALLADOLID;
import static io.glancesync.transfer.Transfers.uploadOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.content.Bytes;
import io.glancesync.content.ImageContentEntity;
import io.glancesync.copy.ContentProvider;
import io.glancesync.image.Image;
import io.glancesync.openstack.OptionalParts;
import io.glancesync.openstack.request.SingleImageRequest;
import io.glancesync.routes.RouteTest;
import java.io.ByteArrayInputStream;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code routes/72-content.camel.yaml}. */
class ContentTest extends RouteTest {
  private static final byte[] CONTENT = Bytes.of(1000);
  private static final Image MASTER =
      anImage("ubuntu")
          .withId("11111111-2222-4333-8444-555555555555")
          .ofSize(CONTENT.length)
          .build();
  private static final SingleImageRequest DOWNLOAD = SingleImageRequest.of(VALLADOLID, MASTER.id());
  private static final SingleImageRequest UPLOAD = SingleImageRequest.of(BURGOS, MASTER.id());

  private ImageContentEntity content;

  @BeforeEach
  void content_is_there_to_be_sent() throws Exception {
    content =
        bean("contentProvider", ContentProvider.class)
            .passing(uploadOf(MASTER), new ByteArrayInputStream(CONTENT), null);
  }

  private void master(Processor answer) throws Exception {
    mock("glance-download", Map.of(HTTP, answer));
  }

  private void region(Processor answer) throws Exception {
    mock("glance-upload", Map.of("session", SESSION, HTTP, answer));
  }

  private Exchange download() {
    return send("glance-download", null, Map.of("request", DOWNLOAD));
  }

  private Exchange upload() {
    return send("glance-upload", UPLOAD.with(content), Map.of());
  }

  @Test
  void the_download_is_a_request_to_the_master_for_the_image_as_it_is() throws Exception {
    master(body("the content"));
    called(HTTP).message(0).body().isNull();
    called(HTTP).message(0).header("CamelHttpPath").isEqualTo(MASTER.id() + "/file");
    called(HTTP).message(0).header("Accept-Encoding").isEqualTo("identity");

    Exchange done = download();

    called(HTTP).assertIsSatisfied();
    assertThat(done.getMessage().getBody()).isEqualTo("the content");
  }

  @Test
  void the_download_keeps_the_headers_of_the_session_and_of_the_part() throws Exception {
    master(NOTHING);
    called(HTTP).message(0).header("X-Auth-Token").isEqualTo("token");
    called(HTTP).message(0).header("Range").isEqualTo("bytes=5-");

    template.send(
        "direct:glance-download",
        exchange -> {
          exchange.setVariable("request", DOWNLOAD);
          exchange.getMessage().setHeaders(Map.of("X-Auth-Token", "token", "Range", "bytes=5-"));
        });

    called(HTTP).assertIsSatisfied();
  }

  @Test
  void a_master_that_has_lost_the_content_answers_without_a_body() throws Exception {
    master(answer(204, null));

    Exchange done = download();

    assertThat(done.getException()).isNull();
    assertThat(done.getMessage().getBody()).isNull();
  }

  @Test
  void a_download_that_fails_is_tried_again_only_by_its_caller() throws Exception {
    master(error(503));
    called(HTTP).expectedMessageCount(1);

    Exchange done = download();

    called(HTTP).assertIsSatisfied();
    assertThat(status(done.getException())).isEqualTo(503);
  }

  @Test
  void the_upload_puts_the_content_into_the_copy() throws Exception {
    region(NOTHING);
    called("session").expectedBodiesReceived(UPLOAD.with(content));
    called(HTTP).message(0).body().isEqualTo(content);
    called(HTTP).message(0).header("Content-Type").isEqualTo("application/octet-stream");
    called(HTTP).message(0).header("CamelHttpPath").isEqualTo(UPLOAD.id() + "/file");
    called(HTTP).message(0).header("Expect").isEqualTo("100-continue");

    upload();

    called("session").assertIsSatisfied();
    called(HTTP).assertIsSatisfied();
  }

  @Test
  void a_region_that_refuses_to_be_asked_first_is_not_asked_again() throws Exception {
    bean("optionalParts", OptionalParts.class)
        .leaveOut(BURGOS, 417, Map.of("Expect", "100-continue"));
    region(NOTHING);
    called(HTTP).expectedMessageCount(1);
    called(HTTP).message(0).header("Expect").isNull();

    upload();

    called(HTTP).assertIsSatisfied();
  }

  @Test
  void an_upload_that_fails_is_tried_again_only_by_its_caller() throws Exception {
    region(error(503));
    called(HTTP).expectedMessageCount(1);

    Exchange done = upload();

    called(HTTP).assertIsSatisfied();
    assertThat(status(done.getException())).isEqualTo(503);
  }
}
