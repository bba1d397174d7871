package io.glancesync.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.embedded.Wire.End;
import io.glancesync.embedded.glance.Content;
import io.glancesync.embedded.http.Fault;
import io.glancesync.embedded.http.Operation;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Content that is not what it was: on its way, or in the store. */
class BadContentTest {
  private static final String MD5_OF_HELLO = "5d41402abc4b2a76b9719d911017c592";
  private static final int SIZE = 200_000;
  private final Burgos burgos = new Burgos();

  @AfterEach
  void close() {
    burgos.close();
  }

  private static int[] differences(byte[] one, byte[] other) {
    return IntStream.range(0, one.length).filter(i -> one[i] != other[i]).toArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 65_536, SIZE - 1})
  void one_byte_is_another_one_when_it_leaves(int position) {
    String id = burgos.add("a", new byte[SIZE]);
    burgos.faults().on(Operation.DOWNLOAD).times(1).then(Fault.corruptedSending(position));

    assertThat(differences(burgos.download(id).body(), new byte[SIZE])).containsExactly(position);
    assertThat(burgos.download(id).body()).isEqualTo(new byte[SIZE]);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 65_536, SIZE - 1})
  void one_byte_is_another_one_when_it_arrives(int position) {
    String id = burgos.create("a");
    burgos.faults().on(Operation.UPLOAD).then(Fault.corruptedReceiving(position));

    burgos.upload(id, new byte[SIZE]);

    assertThat(differences(burgos.download(id).body(), new byte[SIZE])).containsExactly(position);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 1", "199999, 199999", "200000, 200000", "200001, 200000"})
  void a_shortened_answer_pretends_to_be_all(int most, int size) {
    String id = burgos.add("a", new byte[SIZE]);
    burgos.faults().on(Operation.DOWNLOAD).then(Fault.shortened(most));

    HttpResponse<byte[]> answer = burgos.download(id);

    assertThat(answer.body()).hasSize(size);
    assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(size);
    assertThat(burgos.get("/versions").statusCode()).isEqualTo(200);
  }

  @Test
  void rotten_content_comes_with_the_hash_of_the_sound_one() {
    String id = burgos.add("a", "hello".getBytes(UTF_8));
    burgos.glance.replaceContent(id, Content.of("jello".getBytes(UTF_8)));

    HttpResponse<byte[]> answer = burgos.download(id);

    assertThat(Burgos.text(answer)).isEqualTo("jello");
    assertThat(answer.headers().firstValue("Content-MD5")).contains(MD5_OF_HELLO);
  }

  @Test
  void of_truncated_content_the_rest_is_waited_for() {
    String id = burgos.add("a", new byte[SIZE]);
    burgos.glance.replaceContent(id, Content.of(new byte[10]));
    try (Wire wire = burgos.wire()) {
      Wire.Heard heard =
          wire.say(
                  "GET /v2/images/%s/file HTTP/1.1\r\nHost: x\r\nX-Auth-Token: %s\r\n\r\n"
                      .formatted(id, burgos.token))
              .hear();

      assertThat(heard.text()).contains("Content-Length: " + SIZE);
      assertThat(heard.body()).hasSize(10);
      assertThat(heard.end()).isEqualTo(End.OPEN);
    }
  }

  @Test
  void of_content_that_is_gone_there_is_nothing() {
    String id = burgos.add("a", new byte[SIZE]);
    burgos.glance.loseContent(id);

    assertThat(burgos.download(id).statusCode()).isEqualTo(204);
    assertThat(burgos.status(id)).isEqualTo("active");
    assertThat(burgos.image(id).path("size").asLong()).isEqualTo(SIZE);
  }

  @ParameterizedTest
  @CsvSource({
    "0-3, 206, 0123, 0-3",
    "4-, 206, 456789, 4-9",
    "-3, 206, 789, 7-9",
    "9-20, 206, 9, 9-9",
    "-0, 206, 0123456789, 0-9",
    "-20, 206, 0123456789, 0-9",
    "10-, 416,,",
    "5-2, 416,,",
    "x, 416,,",
    "99999999999999999999-, 416,,",
  })
  void a_part_is_what_glance_takes_it_for(
      String range, int status, String content, String answered) {
    byte[] digits = "0123456789".getBytes(UTF_8);
    String id = burgos.add("a", Arrays.copyOf(digits, 10));

    HttpResponse<byte[]> answer =
        burgos.get("/v2/images/" + id + "/file", "Range", "bytes=" + range);

    assertThat(answer.statusCode()).isEqualTo(status);
    if (status == 206) {
      assertThat(Burgos.text(answer)).isEqualTo(content);
      assertThat(answer.headers().firstValue("Content-Range"))
          .contains("bytes " + answered + "/10");
    }
  }
}
