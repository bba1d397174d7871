package io.glancesync.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.embedded.Wire.End;
import io.glancesync.embedded.http.Fault;
import io.glancesync.embedded.http.Operation;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Faults that take time take as much as they were told to. */
class SlowTest {
  private static final Duration TIME = Duration.ofMillis(400);
  private final Burgos burgos = new Burgos();

  @AfterEach
  void close() {
    burgos.close();
  }

  /** Slower machines take longer, but nothing is faster than it should be. */
  private static Duration timeOf(Runnable what) {
    long start = System.nanoTime();
    what.run();
    return Duration.ofNanos(System.nanoTime() - start);
  }

  @Test
  void a_download_has_a_rate() {
    String id = burgos.add("a", new byte[500_000]);
    burgos.faults().on(Operation.DOWNLOAD).then(Fault.sendingAt(1_000_000));

    assertThat(timeOf(() -> assertThat(burgos.download(id).body()).hasSize(500_000)))
        .isBetween(TIME, Duration.ofMinutes(1));
  }

  @Test
  void an_upload_has_a_rate() {
    String id = burgos.create("a");
    burgos.faults().on(Operation.UPLOAD).then(Fault.receivingAt(1_000_000));

    assertThat(timeOf(() -> burgos.upload(id, new byte[500_000])))
        .isBetween(TIME, Duration.ofMinutes(1));
    assertThat(burgos.image(id).path("size").asLong()).isEqualTo(500_000);
  }

  @Test
  void a_pause_of_the_sender_is_not_made_up_for() throws Exception {
    String id = burgos.create("a");
    burgos.faults().on(Operation.UPLOAD).then(Fault.receivingAt(100_000));
    try (Wire wire = burgos.wire()) {
      wire.say(burgos.uploadHead(id, "Content-Length: 50001")).say("1");
      Thread.sleep(600);

      wire.say(new byte[50_000]);

      assertThat(
              timeOf(
                  () -> assertThat(Burgos.soon(() -> burgos.status(id).equals("active"))).isTrue()))
          .isGreaterThan(Duration.ofMillis(350));
    }
  }

  @Test
  void an_answer_stalls_where_it_was_told_to() {
    String id = burgos.add("a", new byte[1000]);
    burgos.faults().on(Operation.DOWNLOAD).then(Fault.stalledSending(700, Duration.ofHours(1)));
    try (Wire wire = burgos.wire()) {
      wire.say(
          "GET /v2/images/%s/file HTTP/1.1\r\nHost: x\r\nX-Auth-Token: %s\r\n\r\n"
              .formatted(id, burgos.token));

      Wire.Heard heard = wire.hear();

      assertThat(heard.body()).hasSize(700);
      assertThat(heard.end()).isEqualTo(End.OPEN);
    }
  }

  @Test
  void an_answer_goes_on_after_it_stalled() {
    String id = burgos.add("a", new byte[1000]);
    burgos.faults().on(Operation.DOWNLOAD).then(Fault.stalledSending(700, TIME));

    assertThat(timeOf(() -> assertThat(burgos.download(id).body()).hasSize(1000)))
        .isGreaterThanOrEqualTo(TIME);
  }

  @Test
  void an_upload_stalls_and_goes_on() {
    String id = burgos.create("a");
    burgos.faults().on(Operation.UPLOAD).then(Fault.stalledReceiving(700, TIME));

    assertThat(
            timeOf(() -> assertThat(burgos.upload(id, new byte[1000]).statusCode()).isEqualTo(204)))
        .isGreaterThanOrEqualTo(TIME);
  }

  @Test
  void a_late_request_waits_before_it_is_carried_out() {
    String id = burgos.add("a", new byte[1]);
    burgos.faults().on(Operation.DELETE).then(Fault.late(Duration.ofHours(1)));
    try (Wire wire = delete(id)) {
      assertThat(wire.hear()).isEqualTo(new Wire.Heard("", End.OPEN));
      assertThat(burgos.glance.images()).hasSize(1);
    }
  }

  @Test
  void a_late_answer_is_of_a_request_that_was_carried_out_before() {
    String id = burgos.add("a", new byte[1]);
    burgos.faults().on(Operation.DELETE).then(Fault.lateAnswer(Duration.ofHours(1)));
    try (Wire wire = delete(id)) {
      assertThat(wire.hear()).isEqualTo(new Wire.Heard("", End.OPEN));
      assertThat(burgos.glance.images()).isEmpty();
    }
  }

  @Test
  void what_was_late_is_answered_in_the_end() {
    burgos.faults().on(Operation.LIST).times(1).then(Fault.late(TIME));
    burgos.faults().on(Operation.LIST).then(Fault.lateAnswer(TIME));

    for (int i = 0; i < 2; i++) {
      assertThat(timeOf(() -> assertThat(burgos.get("/v2/images").statusCode()).isEqualTo(200)))
          .isGreaterThanOrEqualTo(TIME);
    }
  }

  private Wire delete(String id) {
    return burgos
        .wire()
        .say(
            "DELETE /v2/images/%s HTTP/1.1\r\nHost: x\r\nX-Auth-Token: %s\r\n\r\n"
                .formatted(id, burgos.token));
  }
}
