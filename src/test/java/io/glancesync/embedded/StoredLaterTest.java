package io.glancesync.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.embedded.glance.Content;
import io.glancesync.embedded.http.Fault;
import io.glancesync.embedded.http.Operation;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Content may have arrived whole although the answer says otherwise, or says so too early. */
class StoredLaterTest {
  private final Burgos burgos = new Burgos();

  @AfterEach
  void close() {
    burgos.close();
  }

  private String shownStatus(String id) {
    return Burgos.json(burgos.get("/v2/images/" + id)).path("status").asText();
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 504})
  void the_image_is_saving_for_some_requests_and_then_active(int status) {
    String id = burgos.create("a");
    burgos.faults().on(Operation.UPLOAD).then(Fault.storedLater(status, 2));

    assertThat(burgos.upload(id, new byte[] {1, 2}).statusCode()).isEqualTo(status);

    assertThat(shownStatus(id)).isEqualTo("saving");
    assertThat(burgos.upload(id, new byte[] {1, 2}).statusCode()).isEqualTo(409);
    assertThat(shownStatus(id)).isEqualTo("active");
    assertThat(burgos.download(id).body()).containsExactly(1, 2);
    assertThat(burgos.glance.arrivals()).containsExactly(id);
  }

  @Test
  void an_image_that_is_deleted_meanwhile_stays_away() {
    String id = burgos.create("a");
    burgos.faults().on(Operation.UPLOAD).then(Fault.storedLater(504, 1));
    burgos.upload(id, new byte[1]);

    assertThat(burgos.delete(id).statusCode()).isEqualTo(204);
    burgos.get("/v2/images");

    assertThat(burgos.get("/v2/images/" + id).statusCode()).isEqualTo(404);
  }

  @Test
  void a_crash_loses_what_was_not_yet_stored() {
    String id = burgos.create("a");
    burgos.faults().on(Operation.UPLOAD).then(Fault.storedLater(204, 1));
    burgos.upload(id, new byte[1]);

    burgos.glance.kill();
    burgos.glance.open();
    burgos.get("/v2/images");
    burgos.get("/v2/images");

    assertThat(burgos.status(id)).isEqualTo("saving");
  }

  @Test
  void an_upload_that_is_refused_is_answered_with_why() {
    String id = burgos.glance.add(Map.of("name", "a"), Content.of(new byte[1]));
    burgos.faults().on(Operation.UPLOAD).then(Fault.storedLater(504, 1));

    assertThat(burgos.upload(id, new byte[1]).statusCode()).isEqualTo(409);
    assertThat(burgos.glance.arrivals()).isEmpty();
  }

  @Test
  void a_lost_answer_says_nothing_about_what_arrived() {
    String id = burgos.create("a");
    burgos.faults().on(Operation.UPLOAD).times(1).then(Fault.lostAnswer());

    Wire.Heard heard =
        burgos.wire().say(burgos.uploadHead(id, "Content-Length: 2")).say("ab").hear();

    assertThat(heard.end()).isEqualTo(Wire.End.RESET);
    assertThat(burgos.status(id)).isEqualTo("active");
    assertThat(burgos.glance.arrivals()).containsExactly(id);
  }
}
