package io.glancesync.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.glancesync.embedded.glance.Content;
import io.glancesync.embedded.glance.Hashes;
import io.glancesync.embedded.glance.Storage;
import io.glancesync.embedded.http.Fault;
import io.glancesync.embedded.http.Operation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where content is kept, and what is computed of it. */
class StorageTest {
  private static final String MD5 = "5d41402abc4b2a76b9719d911017c592";
  private static final String SHA512 =
      "9b71d224bd62f3785d96d46ad3ea3d73319bfbc2890caadae2dff72519673ca7"
          + "2323c3d99ba5c11d7c7acc6e14b8c5da0c4663475c2e5c3adef46f73bcdec043";

  private final Burgos burgos = new Burgos();

  @TempDir private Path folder;

  @AfterEach
  void close() {
    burgos.close();
  }

  private String upload(byte[] content) {
    String id = burgos.create("a");
    assertThat(burgos.upload(id, content).statusCode()).isEqualTo(204);
    return id;
  }

  private long files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.count();
    }
  }

  @Test
  void memory_keeps_what_arrives() {
    burgos.glance.keepIn(Storage.memory());

    assertThat(Burgos.text(burgos.download(upload("hello".getBytes(UTF_8))))).isEqualTo("hello");
  }

  @Test
  void a_folder_keeps_what_arrives_until_the_image_is_deleted() throws IOException {
    burgos.glance.keepIn(Storage.folder(folder));

    String id = upload("hello".getBytes(UTF_8));

    assertThat(folder.resolve(id)).hasContent("hello");
    assertThat(Burgos.text(burgos.download(id))).isEqualTo("hello");
    burgos.delete(id);
    assertThat(files()).isZero();
  }

  @Test
  void a_folder_does_not_keep_what_did_not_arrive() throws IOException {
    burgos.glance.keepIn(Storage.folder(folder));
    burgos.faults().on(Operation.UPLOAD).then(Fault.resetAfterReceiving(1000));
    String id = burgos.create("a");

    assertThatThrownBy(() -> burgos.upload(id, new byte[2000]))
        .isInstanceOf(UncheckedIOException.class);

    assertThat(files()).isZero();
  }

  @Test
  void a_folder_does_not_keep_what_arrives_for_a_deleted_image() throws IOException {
    burgos.glance.keepIn(Storage.folder(folder));
    String id = burgos.create("a");
    burgos.faults().on(Operation.UPLOAD).then(Fault.stalledReceiving(5, Duration.ofMillis(300)));
    try (Wire wire = burgos.wire()) {
      wire.say(burgos.uploadHead(id, "Content-Length: 10")).say("12345");
      assertThat(Burgos.soon(() -> burgos.status(id).equals("saving"))).isTrue();
      burgos.delete(id);
      wire.say("67890");
      assertThat(Burgos.soon(() -> wire.hear().text().startsWith("HTTP/1.1 410 "))).isTrue();
    }
    assertThat(files()).isZero();
  }

  @Test
  void a_file_of_somebody_else_stays_when_its_image_is_deleted() throws IOException {
    Path file = Files.writeString(folder.resolve("mine"), "hello");
    String id = burgos.glance.add(Map.of("name", "a"), Content.of(file));

    assertThat(Burgos.text(burgos.download(id))).isEqualTo("hello");
    burgos.delete(id);

    assertThat(file).exists();
  }

  @Test
  void nowhere_remembers_the_size_and_the_hashes() {
    burgos.glance.keepIn(Storage.nowhere());

    String id = upload("hello".getBytes(UTF_8));

    assertThat(burgos.image(id).path("checksum").asText()).isEqualTo(MD5);
    assertThat(burgos.download(id).body()).hasSize(5).isNotEqualTo("hello".getBytes(UTF_8));
  }

  @Test
  void all_hashes_are_computed_of_what_arrives_and_of_what_is_added() {
    for (String id :
        new String[] {upload("hello".getBytes(UTF_8)), burgos.add("b", "hello".getBytes(UTF_8))}) {
      JsonNode image = burgos.image(id);
      assertThat(image.path("checksum").asText()).isEqualTo(MD5);
      assertThat(image.path("os_hash_algo").asText()).isEqualTo("sha512");
      assertThat(image.path("os_hash_value").asText()).isEqualTo(SHA512);
    }
  }

  @Test
  void old_glances_know_md5_alone() {
    burgos.glance.compute(Hashes.MD5);

    JsonNode image = burgos.image(upload("hello".getBytes(UTF_8)));

    assertThat(image.path("checksum").asText()).isEqualTo(MD5);
    assertThat(image.path("os_hash_algo").isNull()).isTrue();
    assertThat(image.path("os_hash_value").isNull()).isTrue();
  }

  @Test
  void without_hashes_there_are_none() {
    burgos.glance.compute(Hashes.NONE);

    String id = upload("hello".getBytes(UTF_8));

    assertThat(burgos.image(id).path("checksum").isNull()).isTrue();
    assertThat(burgos.download(id).headers().firstValue("Content-MD5")).isEmpty();
    assertThat(burgos.status(id)).isEqualTo("active");
  }
}
