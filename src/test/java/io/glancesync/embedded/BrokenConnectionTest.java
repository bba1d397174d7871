package io.glancesync.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glancesync.embedded.Wire.End;
import io.glancesync.embedded.Wire.Heard;
import io.glancesync.embedded.http.Fault;
import io.glancesync.embedded.http.Operation;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults that break a connection break it with a reset, where they were told to. */
class BrokenConnectionTest {
  private static final int SIZE = 300_000;
  private final Burgos burgos = new Burgos();

  @AfterEach
  void close() {
    burgos.close();
  }

  private Heard hear(String request) {
    try (Wire wire = burgos.wire()) {
      return wire.say(
              "%s HTTP/1.1\r\nHost: x\r\nX-Auth-Token: %s\r\n\r\n".formatted(request, burgos.token))
          .hear();
    }
  }

  @Test
  void without_a_fault_the_connection_stays_open() {
    assertThat(hear("GET /v2/images").end()).isEqualTo(End.OPEN);
  }

  @Test
  void a_reset_is_no_answer_and_does_nothing() {
    String id = burgos.add("a", new byte[1]);
    burgos.faults().on(Operation.DELETE).then(Fault.reset());

    assertThat(hear("DELETE /v2/images/" + id)).isEqualTo(new Heard("", End.RESET));
    assertThat(burgos.glance.images()).hasSize(1);
  }

  @Test
  void a_lost_answer_is_of_a_request_that_was_carried_out() {
    String id = burgos.add("a", new byte[1]);
    burgos.faults().on(Operation.DELETE).then(Fault.lostAnswer());

    assertThat(hear("DELETE /v2/images/" + id)).isEqualTo(new Heard("", End.RESET));
    assertThat(burgos.glance.images()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1000, SIZE - 1, SIZE})
  void a_download_is_reset_after_so_many_bytes(int bytes) {
    String id = burgos.add("a", new byte[SIZE]);
    burgos.faults().on(Operation.DOWNLOAD).then(Fault.resetAfterSending(bytes));

    Heard heard = hear("GET /v2/images/" + id + "/file");

    assertThat(heard.end()).isEqualTo(End.RESET);
    assertThat(heard.text()).contains("Content-Length: " + SIZE);
    assertThat(heard.body()).hasSize(bytes);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 100_000, SIZE})
  void an_upload_that_is_reset_leaves_the_image_queued(int bytes) {
    String id = burgos.create("a");
    burgos.faults().on(Operation.UPLOAD).times(1).then(Fault.resetAfterReceiving(bytes));

    try (Wire wire = burgos.wire()) {
      Heard heard =
          wire.say(burgos.uploadHead(id, "Content-Length: " + SIZE)).say(new byte[bytes]).hear();
      assertThat(heard).isEqualTo(new Heard("", End.RESET));
    }

    assertThat(burgos.status(id)).isEqualTo("queued");
    assertThat(burgos.upload(id, new byte[SIZE]).statusCode()).isEqualTo(204);
  }

  @Test
  void an_upload_that_is_shorter_than_the_mark_goes_well() {
    String id = burgos.create("a");
    burgos.faults().on(Operation.UPLOAD).then(Fault.resetAfterReceiving(11));

    assertThat(burgos.upload(id, new byte[10]).statusCode()).isEqualTo(204);
  }

  @Test
  void the_json_of_a_new_image_can_be_broken_off_too() {
    burgos.faults().on(Operation.CREATE).of("a").then(Fault.resetAfterReceiving(5));

    assertThatThrownBy(() -> burgos.post("a")).isInstanceOf(UncheckedIOException.class);
    assertThat(burgos.glance.images()).isEmpty();
  }

  @Test
  void connections_are_refused_for_a_while() {
    burgos.faults().on(Operation.LIST).then(Fault.refused(Duration.ofMillis(1000)));
    try (Wire other = burgos.wire()) {
      assertThat(hear("GET /v2/images")).isEqualTo(new Heard("", End.RESET));

      assertThatThrownBy(burgos::wire).hasCauseInstanceOf(ConnectException.class);
      assertThat(other.hear().end()).isEqualTo(End.RESET);
    }
    assertThat(Burgos.soon(this::isListening)).isTrue();
  }

  private boolean isListening() {
    try {
      burgos.wire().close();
      return true;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  @Test
  void a_shut_server_does_not_open_because_it_refused_connections_before() throws Exception {
    burgos.faults().on(Operation.LIST).then(Fault.refused(Duration.ofMillis(50)));
    hear("GET /v2/images");
    burgos.close();

    Thread.sleep(150);

    assertThat(isListening()).isFalse();
  }
}
