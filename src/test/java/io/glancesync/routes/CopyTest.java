package io.glancesync.routes;

import static io.glancesync.image.Images.anImage;
import static io.glancesync.transfer.Transfers.BURGOS;
import static io.glancesync.transfer.Transfers.uploadOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.copy.CopyTarget;
import io.glancesync.error.TransferException;
import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.openstack.request.SingleImageRequest;
import io.glancesync.plan.CopyId;
import io.glancesync.transfer.Transfer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Test;

/** {@code routes/40-copy.camel.yaml}. */
class CopyTest extends RouteTest {
  private static final Image MASTER = anImage("ubuntu").build();
  private static final Transfer UPLOAD = uploadOf(MASTER);

  private static String queued(int counter) {
    return """
        {"id": "%s", "name": "ubuntu", "status": "queued", "visibility": "public",
         "os_hidden": true}"""
        .formatted(id(counter));
  }

  private Exchange send(String route) {
    return send(route, null, Map.of("transfer", UPLOAD, "attempts", attempts(UPLOAD)));
  }

  private static CopyTarget target(Exchange exchange) {
    return exchange.getVariable("copyTarget", CopyTarget.class);
  }

  private static void status(Exchange exchange, int status, String body) {
    exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, status);
    exchange.getMessage().setBody(body);
  }

  @Test
  void an_image_is_created_hidden_under_its_computed_id() throws Exception {
    mock("create-hidden", Map.of("glance-create", it -> status(it, 201, queued(0))));
    called("glance-create").expectedMessageCount(1);

    Exchange done = send("create-hidden");

    called("glance-create").assertIsSatisfied();
    var request = called("glance-create").getExchanges().get(0).getMessage().getBody();
    assertThat(((SingleImageRequest) request).id()).isEqualTo(id(0));
    assertThat(((SingleImageRequest) request).content().toString())
        .contains("\"id\":\"" + id(0) + "\"", "\"os_hidden\":true");
    assertThat(done.getException()).isNull();
    assertThat(target(done).isAwaitingData()).isTrue();
    assertThat(home.resolve("var/in-flight")).isNotEmptyDirectory();
  }

  @Test
  void a_conflict_is_looked_at_and_an_id_that_was_deleted_leads_to_the_next() throws Exception {
    mock(
        "create-hidden",
        Map.of("glance-create", it -> status(it, isAbout(it, id(0)) ? 409 : 201, queued(1))));
    mock("claim-existing-image", Map.of("show-after-error", it -> it.getMessage().setBody(null)));
    called("glance-create").expectedMessageCount(2);
    called("show-after-error").expectedMessageCount(1);
    called("show-after-error").message(0).body().isEqualTo(SingleImageRequest.of(BURGOS, id(0)));

    Exchange done = send("create-hidden");

    MockEndpoint.assertIsSatisfied(context);
    assertThat(target(done).id()).isEqualTo(id(1));
    assertThat(target(done).isAwaitingData()).isTrue();
  }

  @Test
  void an_answer_that_is_not_an_image_is_looked_into() throws Exception {
    mock("create-hidden", Map.of("glance-create", it -> status(it, 201, "<html>Welcome</html>")));
    mock("claim-existing-image", Map.of("show-after-error", it -> it.getMessage().setBody(null)));
    called("show-after-error").expectedMessageCount(1);

    Exchange done = send("create-hidden");

    called("show-after-error").assertIsSatisfied();
    assertThat(done.getException()).hasStackTraceContaining("HTML or XML instead of JSON");
  }

  @Test
  void a_refusal_to_create_ends_the_transfer_without_a_lookup() throws Exception {
    mock("create-hidden", Map.of("glance-create", ScriptedAnswers.error(403)));
    mock("claim-existing-image", Map.of("show-after-error", it -> {}));
    called("show-after-error").expectedMessageCount(0);

    Exchange done = send("create-hidden");

    called("show-after-error").assertIsSatisfied();
    assertThat(done.getException()).hasMessageContaining("403");
  }

  @Test
  void a_copy_is_created_sent_verified_and_published_in_this_order() throws Exception {
    var order = new ArrayList<String>();
    mock("copy-image", steps(order, it -> order.add("verify")));

    Exchange done = send("copy-image");

    assertThat(done.getException()).isNull();
    assertThat(order).containsExactly("create", "deliver", "verify", "publish", "close");
  }

  @Test
  void a_copy_whose_content_differs_is_not_published() throws Exception {
    var order = new ArrayList<String>();
    mock(
        "copy-image",
        steps(
            order,
            it -> {
              throw new TransferException.ContentDiffers("the hash differs");
            }));

    Exchange done = send("copy-image");

    assertThat(done.getException()).isInstanceOf(IOException.class).hasMessage("the hash differs");
    assertThat(order).containsExactly("create", "deliver");
  }

  private static Map<String, Processor> steps(List<String> order, Processor verify) {
    return Map.of(
        "create-hidden",
        it -> {
          order.add("create");
          it.setVariable("copyTarget", CopyTarget.first(UPLOAD, 0).created());
        },
        "deliver-content",
        it -> order.add("deliver"),
        "verify-copy",
        verify,
        "publish-copy",
        it -> order.add("publish"),
        "close-journal-entry",
        it -> order.add("close"));
  }

  private static ImageId id(int counter) {
    return CopyId.of(BURGOS, MASTER, counter);
  }

  private static boolean isAbout(Exchange exchange, ImageId id) {
    return exchange.getIn().getBody(SingleImageRequest.class).id().equals(id);
  }
}
