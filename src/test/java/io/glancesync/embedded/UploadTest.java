package io.glancesync.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.embedded.Wire.End;
import io.glancesync.embedded.Wire.Heard;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of an image while content is sent, and when it is not sent as it should be. */
class UploadTest {
  private final Burgos burgos = new Burgos();

  @AfterEach
  void close() {
    burgos.close();
  }

  /** Sends a part of an upload, and waits until the server is at it. */
  private Wire begin(String id, String framing, String part) {
    Wire wire = burgos.wire().say(burgos.uploadHead(id, framing)).say(part);
    assertThat(Burgos.soon(() -> burgos.status(id).equals("saving"))).isTrue();
    return wire;
  }

  private Wire begin(String id) {
    return begin(id, "Content-Length: 10", "12345");
  }

  @ParameterizedTest
  @CsvSource({"Content-Length: 10, 12345", "Transfer-Encoding: chunked, 5=12345="})
  void an_upload_that_breaks_off_leaves_the_image_queued(String framing, String part) {
    for (boolean isReset : new boolean[] {true, false}) {
      String id = burgos.create("a");
      Wire wire = begin(id, framing, part.replace("=", "\r\n"));

      if (isReset) {
        wire.reset();
      } else {
        wire.close();
      }

      assertThat(Burgos.soon(() -> burgos.status(id).equals("queued"))).isTrue();
      assertThat(burgos.upload(id, new byte[3]).statusCode()).isEqualTo(204);
      assertThat(burgos.image(id).path("size").asLong()).isEqualTo(3);
    }
  }

  @Test
  void a_second_upload_meanwhile_is_refused_at_once_although_its_content_does_not_come() {
    String id = burgos.create("a");
    try (Wire first = begin(id);
        Wire second = burgos.wire()) {
      Heard heard = second.say(burgos.uploadHead(id, "Content-Length: 10")).hear();

      assertThat(heard.text()).startsWith("HTTP/1.1 409 ");
      assertThat(heard.end()).isEqualTo(End.OPEN);
      assertThat(second.say("0123456789GET /versions HTTP/1.1\r\nHost: x\r\n\r\n").hear().text())
          .startsWith("HTTP/1.1 200 ");
      assertThat(first.say("67890").hear().text()).startsWith("HTTP/1.1 204 ");
    }
    assertThat(burgos.status(id)).isEqualTo("active");
  }

  @Test
  void an_image_that_is_deleted_meanwhile_is_gone_for_its_sender() {
    String id = burgos.create("a");
    try (Wire wire = begin(id)) {
      assertThat(burgos.delete(id).statusCode()).isEqualTo(204);

      assertThat(wire.say("67890").hear().text()).startsWith("HTTP/1.1 410 ");
    }
    assertThat(burgos.glance.images()).isEmpty();
  }

  @Test
  void a_sender_that_waits_is_told_to_go_on() {
    String id = burgos.create("a");
    try (Wire wire = burgos.wire()) {
      String head = burgos.uploadHead(id, "Content-Length: 5\nExpect: 100-continue");
      assertThat(wire.say(head).hear())
          .isEqualTo(new Heard("HTTP/1.1 100 Continue\r\n\r\n", End.OPEN));

      Heard heard = wire.say("hello").hear();

      assertThat(heard.text()).startsWith("HTTP/1.1 204 ");
      assertThat(heard.end()).isEqualTo(End.OPEN);
    }
  }

  @Test
  void a_sender_that_waits_for_a_refusal_sends_nothing_and_is_disconnected() {
    String id = burgos.add("a", new byte[1]);
    try (Wire wire = burgos.wire()) {
      String head = burgos.uploadHead(id, "Content-Length: 5\nExpect: 100-continue");

      Heard heard = wire.say(head).hear();

      assertThat(heard.text()).startsWith("HTTP/1.1 409 ").contains("Connection: close");
      assertThat(heard.end()).isEqualTo(End.FINISHED);
    }
  }

  @Test
  void there_is_room_for_the_last_byte_and_for_none_more() {
    burgos.add("before", new byte[100]);
    burgos.glance.room(300_000);
    String id = burgos.create("a");

    HttpResponse<byte[]> tooMuch = burgos.upload(id, new byte[299_901]);

    assertThat(tooMuch.statusCode()).isEqualTo(413);
    assertThat(burgos.status(id)).isEqualTo("queued");
    assertThat(burgos.upload(id, new byte[299_900]).statusCode()).isEqualTo(204);
    assertThat(burgos.upload(burgos.create("b"), new byte[1]).statusCode()).isEqualTo(413);
  }

  @Test
  void what_is_deleted_makes_room() {
    String id = burgos.add("before", new byte[100]);
    burgos.glance.room(100);
    burgos.delete(id);

    assertThat(burgos.upload(burgos.create("a"), new byte[100]).statusCode()).isEqualTo(204);
  }

  @Test
  void uploads_at_the_same_time_share_the_room() {
    burgos.glance.room(9);
    String head = burgos.uploadHead(burgos.create("b"), "Content-Length: 10");
    try (Wire one = begin(burgos.create("a"));
        Wire other = burgos.wire().say(head).say("12345")) {
      // both are half way, and one of them is refused already
      assertThat(List.of(other.hear().text(), one.hear().text()))
          .satisfiesOnlyOnce(it -> assertThat(it).startsWith("HTTP/1.1 413 "))
          .satisfiesOnlyOnce(it -> assertThat(it).isEmpty());
    }
  }

  @Test
  void a_store_that_cannot_be_written_refuses_and_the_image_stays_queued() {
    String id = burgos.create("a");
    burgos.glance.writable(false);

    assertThat(burgos.upload(id, new byte[1]).statusCode()).isEqualTo(503);
    assertThat(burgos.status(id)).isEqualTo("queued");

    burgos.glance.writable(true);
    assertThat(burgos.upload(id, new byte[1]).statusCode()).isEqualTo(204);
  }

  @Test
  void a_store_that_breaks_leaves_the_image_queued() {
    String id = burgos.create("a");
    burgos.glance.keepIn(
        (image, content) -> {
          throw new IllegalStateException("broken");
        });

    try (Wire wire = burgos.wire()) {
      String head = burgos.uploadHead(id, "Content-Length: 1");
      assertThat(wire.say(head).say("x").hear().end()).isEqualTo(End.RESET);
    }
    assertThat(burgos.status(id)).isEqualTo("queued");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1_000_000})
  void both_encodings_bring_the_same(int size) {
    byte[] content = new byte[size];
    new Random(1).nextBytes(content);
    String plain = burgos.create("a");
    String chunked = burgos.create("b");

    burgos.upload(plain, BodyPublishers.ofByteArray(content));
    burgos.upload(chunked, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(content)));

    for (String id : new String[] {plain, chunked}) {
      assertThat(burgos.download(id).body()).isEqualTo(content);
      assertThat(burgos.image(id).path("checksum")).isEqualTo(burgos.image(plain).path("checksum"));
    }
  }
}
