package io.glancesync.contract.content;

import static io.glancesync.world.World.BURGOS;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.contract.Answer;
import io.glancesync.contract.Api;
import io.glancesync.contract.Contract;
import io.glancesync.contract.Wire;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code GET /v2/images/ID/file} answers. */
@Contract
class DownloadingContractIT {
  private static final String MD5 = "781e5e245d69b566979b86e28d23f2c7";

  private final Api glance = Api.of(BURGOS);
  private String id;

  @BeforeAll
  void an_image() {
    id = glance.active("0123456789", "visibility", "public");
  }

  @Test
  void content_comes_with_its_length_and_md5() {
    Answer answer = glance.download(id).is(200);

    assertThat(answer.text()).isEqualTo("0123456789");
    assertThat(answer.header("Content-Length")).isEqualTo("10");
    assertThat(answer.header("Content-MD5")).isEqualTo(MD5);
    assertThat(answer.header("Content-Type")).isEqualTo("application/octet-stream");
    assertThat(answer.header("Content-Encoding")).isNull();
    assertThat(answer.header("Content-Range")).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-3,  0123,       bytes 0-3/10",
    "bytes=4-,   456789,     bytes 4-9/10",
    "bytes=-3,   789,        bytes 7-9/10",
    "bytes=3-3,  3,          bytes 3-3/10",
    "bytes=9-20, 9,          bytes 9-9/10",
    "bytes=-20,  0123456789, bytes 0-9/10",
    "bytes=0-,   0123456789, bytes 0-9/10"
  })
  void a_range_comes_with_the_md5_of_the_whole(String range, String text, String contentRange) {
    Answer answer = glance.download(id, range).is(206);

    assertThat(answer.text()).isEqualTo(text);
    assertThat(answer.header("Content-Range")).isEqualTo(contentRange);
    assertThat(answer.header("Content-Length")).isEqualTo(Integer.toString(text.length()));
    assertThat(answer.header("Content-MD5")).isEqualTo(MD5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=10-", "bytes=20-30", "bytes=5-2", "bytes=x", "items=0-1"})
  void a_range_that_is_not_there_is_refused_with_416(String range) {
    glance.download(id, range).is(416);
  }

  @Test
  void several_ranges_are_refused_with_400() {
    glance.download(id, "bytes=0-3,5-6").is(400).saying("multiple ranges are not supported");
  }

  @Test
  void content_that_is_not_there_yet_is_204() {
    Answer answer = glance.download(glance.queued()).is(204);

    assertThat(answer.body()).isEmpty();
    assertThat(answer.header("Content-MD5")).isNull();
  }

  @Test
  void content_that_is_gone_is_204_and_the_image_stays_active() {
    String gone = glance.active("content");
    BURGOS.backstage().loseContent(gone);

    assertThat(glance.download(gone).is(204).body()).isEmpty();
    glance.download(gone, "bytes=0-1").is(204);
    assertThat(glance.status(gone)).isEqualTo("active");
    glance.delete(gone).is(204);
  }

  @Test
  void content_that_was_cut_short_never_ends() {
    String cut = glance.active("x".repeat(100_000));
    BURGOS.backstage().truncateContent(cut, 30_000);

    try (Wire wire = Wire.to(BURGOS)) {
      Answer head = wire.get("/" + cut + "/file").head().is(200);
      assertThat(head.header("Content-Length")).isEqualTo("100000");
      assertThat(wire.read(30_000)).hasSize(30_000);
      assertThat(wire.isQuiet()).isTrue();
    }
  }

  @Test
  void content_that_was_altered_comes_with_its_old_md5() {
    String altered = glance.active("hello");
    String md5 = glance.field(altered, "checksum").asText();
    BURGOS.backstage().corruptContent(altered, 0);

    Answer answer = glance.download(altered).is(200);

    assertThat(answer.body()).hasSize(5).isNotEqualTo("hello".getBytes());
    assertThat(answer.header("Content-MD5")).isEqualTo(md5);
  }

  @Test
  void an_image_that_is_not_there_is_404() {
    String deleted = glance.active("content");
    glance.delete(deleted).is(204);

    glance.download(deleted).is(404).saying("No image found with ID " + deleted);
    glance.download(UUID.randomUUID().toString()).is(404);
  }

  @Test
  void who_sees_an_image_may_download_it() {
    String ours = glance.active("content", "visibility", "private");

    assertThat(glance.as("member").download(ours).is(200).text()).isEqualTo("content");
    assertThat(glance.as("other").download(id).is(200).text()).isEqualTo("0123456789");
    glance.as("other").download(ours).is(404);
  }

  @Test
  void head_is_not_allowed() {
    Answer.of(glance.request("HEAD", "/" + id + "/file").send()).is(405);
    Answer.of(glance.request("HEAD", "/" + id).send()).is(405);
  }
}
