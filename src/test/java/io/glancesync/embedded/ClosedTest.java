package io.glancesync.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glancesync.embedded.Wire.End;
import io.glancesync.embedded.glance.EmbeddedGlance;
import io.glancesync.embedded.http.Fault;
import io.glancesync.embedded.http.Operation;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Nothing is left of an OpenStack that is closed. */
class ClosedTest {

  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(it -> it.getName().startsWith("HTTP-"))
        .collect(Collectors.toSet());
  }

  @Test
  void no_thread_goes_on() {
    Set<Thread> before = threads();
    var burgos = new Burgos();
    String id = burgos.add("a", new byte[10]);
    burgos.faults().on(Operation.DOWNLOAD).then(Fault.stalledSending(5, Duration.ofHours(1)));
    try (Wire idle = burgos.wire();
        Wire busy = burgos.wire()) {
      busy.say(
          "GET /v2/images/%s/file HTTP/1.1\r\nHost: x\r\nX-Auth-Token: %s\r\n\r\n"
              .formatted(id, burgos.token));
      assertThat(busy.hear().body()).hasSize(5);
      assertThat(threads()).hasSizeGreaterThan(before.size());

      burgos.close();

      assertThat(idle.hear().end()).isEqualTo(End.RESET);
      assertThat(busy.hear().end()).isEqualTo(End.RESET);
    }
    assertThat(
            Burgos.soon(
                () -> {
                  var after = new HashSet<>(threads());
                  after.removeAll(before);
                  return after.isEmpty();
                }))
        .isTrue();
  }

  @Test
  void no_port_is_open_and_none_can_be_opened() {
    var burgos = new Burgos();
    int keystone = URI.create(burgos.keystone.url()).getPort();

    burgos.close();
    burgos.glance.open();
    burgos.keystone.open();

    assertThatThrownBy(burgos::wire).hasCauseInstanceOf(ConnectException.class);
    assertThatThrownBy(() -> new Wire(keystone)).hasCauseInstanceOf(ConnectException.class);
  }

  @Test
  void it_can_be_closed_twice() {
    var burgos = new Burgos();
    burgos.close();
    burgos.close();

    assertThatThrownBy(burgos::wire).hasCauseInstanceOf(ConnectException.class);
  }

  @Test
  void its_ports_can_be_used_again() {
    int port;
    try (var burgos = new Burgos()) {
      port = URI.create(burgos.glance.url()).getPort();
    }
    try (var cloud = new EmbeddedOpenStack()) {
      EmbeddedGlance glance = cloud.glance("Burgos", cloud.keystone("keystone"), port);
      assertThat(glance.url()).endsWith(":" + port);
    }
  }
}
