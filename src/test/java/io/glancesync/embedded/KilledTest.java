package io.glancesync.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glancesync.embedded.Wire.End;
import io.glancesync.embedded.http.Fault;
import io.glancesync.embedded.http.Operation;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A server that goes away, with and without order, and comes back. */
class KilledTest {
  private final Burgos burgos = new Burgos();

  @AfterEach
  void close() {
    burgos.close();
  }

  private Wire begin(String id) {
    Wire wire = burgos.wire().say(burgos.uploadHead(id, "Content-Length: 10")).say("12345");
    assertThat(Burgos.soon(() -> burgos.status(id).equals("saving"))).isTrue();
    return wire;
  }

  private void assertSavingForEver(String id) {
    assertThat(burgos.status(id)).isEqualTo("saving");
    assertThat(burgos.upload(id, new byte[1]).statusCode()).isEqualTo(409);
    assertThat(burgos.download(id).statusCode()).isEqualTo(204);
    assertThat(burgos.status(id)).isEqualTo("saving");
    assertThat(burgos.delete(id).statusCode()).isEqualTo(204);
    assertThat(burgos.glance.images()).isEmpty();
  }

  @Test
  void what_a_killed_server_was_saving_is_saving_for_ever() {
    String id = burgos.create("a");
    try (Wire wire = begin(id)) {
      burgos.glance.kill();
      assertThat(wire.hear().end()).isEqualTo(End.RESET);
    }
    burgos.glance.open();

    assertSavingForEver(id);
    assertThat(burgos.upload(burgos.create("b"), new byte[1]).statusCode()).isEqualTo(204);
  }

  @Test
  void a_process_may_be_killed_by_an_upload() {
    String id = burgos.create("a");
    burgos.faults().on(Operation.UPLOAD).times(1).then(Fault.killedAfterReceiving(5));
    try (Wire wire = burgos.wire()) {
      wire.say(burgos.uploadHead(id, "Content-Length: 10")).say("12345");
      assertThat(wire.hear().end()).isEqualTo(End.RESET);
    }

    assertSavingForEver(id);
  }

  @Test
  void a_server_may_be_killed_just_before_a_request_is_carried_out() {
    String id = burgos.add("a", new byte[1]);
    burgos.faults().on(Operation.DELETE).then(Fault.meanwhile(burgos.glance::kill));

    assertThatThrownBy(() -> burgos.delete(id)).isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void what_a_server_was_saving_that_is_shut_is_queued_when_it_is_shut() {
    String id = burgos.create("a");
    try (Wire wire = begin(id)) {
      burgos.glance.shut();

      assertThat(burgos.status(id)).isEqualTo("queued");
      assertThat(wire.hear().end()).isEqualTo(End.RESET);
    }
    burgos.glance.open();
    assertThat(burgos.upload(id, new byte[1]).statusCode()).isEqualTo(204);
  }

  @Test
  void a_server_that_is_shut_refuses_connections_until_it_is_opened() {
    String before = burgos.glance.url();
    try (Wire idle = burgos.wire()) {
      burgos.glance.shut();
      burgos.glance.shut();

      assertThat(idle.hear().end()).isEqualTo(End.RESET);
      assertThatThrownBy(burgos::wire).hasCauseInstanceOf(ConnectException.class);
    }

    burgos.glance.open();
    burgos.glance.open();
    assertThat(burgos.get("/v2/images").statusCode()).isEqualTo(200);
    assertThat(burgos.glance.url()).isEqualTo(before);
  }

  @Test
  void a_keystone_that_comes_back_knows_its_tokens() {
    burgos.keystone.shut();
    assertThatThrownBy(burgos::signIn).hasCauseInstanceOf(ConnectException.class);
    // Glance has looked at tokens without Keystone for as long as it remembers them
    assertThat(burgos.get("/v2/images").statusCode()).isEqualTo(200);

    burgos.keystone.open();
    assertThat(burgos.signIn().statusCode()).isEqualTo(201);
  }

  @Test
  void it_comes_back_at_once_however_often() {
    for (int i = 0; i < 50; i++) {
      try (Wire idle = burgos.wire()) {
        burgos.glance.kill();
        burgos.glance.open();
        assertThat(burgos.get("/v2/images").statusCode()).isEqualTo(200);
        assertThat(idle.hear().end()).isEqualTo(End.RESET);
      }
    }
  }
}
