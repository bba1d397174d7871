package io.glancesync.routes.requests;

import static io.glancesync.image.Images.anImage;
import static io.glancesync.routes.ScriptedAnswers.NOTHING;
import static io.glancesync.routes.ScriptedAnswers.body;
import static io.glancesync.routes.ScriptedAnswers.error;
import static io.glancesync.routes.ScriptedAnswers.status;
import static io.glancesync.transfer.Transfers.BURGOS;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.image.Image;
import io.glancesync.openstack.request.ImageDeletion;
import io.glancesync.routes.RouteTest;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code routes/78-delete.camel.yaml}. */
class DeleteTest extends RouteTest {
  private static final Image IMAGE = anImage("ubuntu").isHidden().build();
  private static final ImageDeletion DELETION = new ImageDeletion(BURGOS, IMAGE, "nobody needs it");

  private void region(Processor delete, Processor show) throws Exception {
    mock("delete-image", Map.of("glance-delete", delete, "show-after-error", show));
  }

  private Exchange delete(String route) {
    return send(route, DELETION, Map.of());
  }

  @Test
  void an_image_that_was_deleted_is_not_looked_up() throws Exception {
    region(NOTHING, NOTHING);
    called("glance-delete").expectedBodiesReceived(DELETION);
    called("show-after-error").expectedMessageCount(0);

    Exchange done = delete("delete-image");

    called("glance-delete").assertIsSatisfied();
    called("show-after-error").assertIsSatisfied();
    assertThat(done.getException()).isNull();
    assertThat(done.getVariable("request")).isEqualTo(DELETION);
    assertThat(done.getVariable("error")).isNull();
  }

  @Test
  void an_image_that_is_gone_is_deleted_whatever_was_answered() throws Exception {
    region(error(503), body(null));
    called("glance-delete").expectedMessageCount(1);
    called("show-after-error").expectedBodiesReceived(DELETION);

    Exchange done = delete("delete-image");

    called("glance-delete").assertIsSatisfied();
    called("show-after-error").assertIsSatisfied();
    assertThat(done.getException()).isNull();
    assertThat(status(done.getVariable("error"))).isEqualTo(503);
  }

  @ParameterizedTest
  @ValueSource(strings = {"deleted", "pending_delete"})
  void an_image_that_is_about_to_go_is_deleted(String status) throws Exception {
    region(error(503), body(IMAGE.but().status(status).build()));

    assertThat(delete("delete-image").getException()).isNull();
  }

  @Test
  void an_image_that_is_still_there_fails_with_the_error_of_the_request() throws Exception {
    region(error(503), body(IMAGE));

    Exchange done = delete("delete-image");

    assertThat(status(done.getException())).isEqualTo(503);
  }

  @Test
  void an_image_that_cannot_be_looked_up_fails_with_the_error_of_the_lookup() throws Exception {
    region(error(503), error(500));

    Exchange done = delete("delete-image");

    assertThat(status(done.getException())).isEqualTo(500);
    assertThat(status(done.getVariable("error"))).isEqualTo(503);
  }

  @Test
  void the_image_in_the_body_is_the_one_that_is_deleted() throws Exception {
    mock("delete-image", Map.of("glance-delete", NOTHING));
    called("glance-delete").expectedBodiesReceived(DELETION);

    Exchange done = delete("delete-unless-in-use");

    called("glance-delete").assertIsSatisfied();
    assertThat(done.getException()).isNull();
    assertThat(done.getMessage().getBody()).isNull();
  }

  private Exchange deleteThatIsAnswered(int status) throws Exception {
    region(error(status), body(IMAGE));
    return delete("delete-unless-in-use");
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 409})
  void an_image_in_use_or_protected_stays_without_an_error(int status) throws Exception {
    Exchange done = deleteThatIsAnswered(status);

    assertThat(done.getException()).isNull();
    assertThat(done.getMessage().getBody()).isEqualTo(IMAGE);
  }

  @Test
  void any_other_error_of_a_delete_is_an_error() throws Exception {
    Exchange done = deleteThatIsAnswered(500);

    assertThat(status(done.getException())).isEqualTo(500);
  }

  @Test
  void a_lookup_that_is_not_allowed_does_not_say_that_the_image_is_in_use() throws Exception {
    region(error(503), error(403));

    Exchange done = delete("delete-unless-in-use");

    assertThat(status(done.getException())).isEqualTo(403);
  }
}
