package io.glancesync.content;

import static io.glancesync.image.Images.anImage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glancesync.content.Bytes.Source;
import io.glancesync.error.TransferException;
import io.glancesync.image.ContentHash;
import io.glancesync.image.Image;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What passes from a good source. */
class ImageContentEntityTest {
  private static final int PIECE = 256 * 1024;

  private final ByteArrayOutputStream arrived = new ByteArrayOutputStream();
  private final List<Long> progress = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(ints = {0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 5_000_000})
  void all_bytes_arrive_and_the_source_is_closed(int size) throws IOException {
    byte[] bytes = Bytes.of(size);
    Source source = new Source(bytes);
    ImageContentEntity content = Bytes.passing(Bytes.imageOf(bytes), source, progress::add);

    assertThat(content.getContentLength()).isEqualTo(size);
    assertThat(content.hash()).isEmpty();

    content.writeTo(arrived);

    assertThat(arrived.toByteArray()).isEqualTo(bytes);
    assertThat(source.isClosed()).isTrue();
    assertThat(content.hash()).contains(new ContentHash("sha512", Bytes.hash("SHA-512", bytes)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, PIECE, 3 * PIECE + 7})
  void progress_adds_up_to_the_size(int size) throws IOException {
    byte[] bytes = Bytes.of(size);

    Bytes.passing(Bytes.imageOf(bytes), new Source(bytes), progress::add).writeTo(arrived);

    assertThat(progress.stream().mapToLong(Long::longValue).sum()).isEqualTo(size);
    assertThat(progress).allSatisfy(it -> assertThat(it).isBetween(1L, (long) PIECE));
  }

  @ParameterizedTest
  @CsvSource({
    "sha256, SHA-256",
    "sha512, SHA-512",
    "sha3_256, SHA3-256",
    "sha1, SHA-1",
    "SHA512, SHA-512",
    "md5, MD5"
  })
  void the_hash_is_computed_by_the_algorithm_of_the_master(String glance, String java)
      throws IOException {
    byte[] bytes = Bytes.of(10);
    Image master = Bytes.imageOf(bytes).but().hash(null).build();
    ContentHash hash = new ContentHash(glance, Bytes.hash(java, bytes));
    ImageContentEntity content =
        Bytes.passing(master.but().hash(hash).build(), new Source(bytes), progress::add);

    content.writeTo(arrived);

    assertThat(content.hash()).contains(hash);
  }

  @ParameterizedTest
  @ValueSource(strings = {"blake2b", "whirlpool", ""})
  void md5_serves_where_java_does_not_know_the_algorithm(String algorithm) throws IOException {
    byte[] bytes = Bytes.of(10);
    Image master = Bytes.imageOf(bytes).but().hash(new ContentHash(algorithm, "whatever")).build();
    ImageContentEntity content = Bytes.passing(master, new Source(bytes), progress::add);

    content.writeTo(arrived);

    assertThat(content.hash()).contains(new ContentHash("md5", Bytes.hash("MD5", bytes)));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void md5_serves_where_the_master_has_no_hash(boolean hasChecksum) throws IOException {
    byte[] bytes = Bytes.of(10);
    Image master =
        anImage("old").ofSize(10).withContent(hasChecksum ? Bytes.hash("MD5", bytes) : "").build();
    ImageContentEntity content = Bytes.passing(master, new Source(bytes), progress::add);

    content.writeTo(arrived);

    assertThat(arrived.toByteArray()).isEqualTo(bytes);
    assertThat(content.hash()).contains(new ContentHash("md5", Bytes.hash("MD5", bytes)));
  }

  @Property(tries = 60)
  void in_whatever_lots_a_source_gives_its_bytes_they_all_arrive(
      @ForAll @IntRange(max = 700_000) int size, @ForAll @IntRange(min = 1, max = 300_000) int lot)
      throws IOException {
    byte[] bytes = Bytes.of(size);
    var out = new ByteArrayOutputStream();

    Bytes.passing(Bytes.imageOf(bytes), new Source(bytes, Math.max(lot, size / 5000)), n -> {})
        .writeTo(out);

    assertThat(out.toByteArray()).isEqualTo(bytes);
  }

  @Property(tries = 60)
  void wherever_a_byte_differs_the_last_piece_never_arrives(
      @ForAll @IntRange(min = 1, max = 700_000) int size, @ForAll @IntRange(max = 699_999) int at) {
    byte[] bytes = Bytes.of(size);
    byte[] flipped = Arrays.copyOf(bytes, size);
    flipped[at % size] ^= 1;
    var out = new ByteArrayOutputStream();

    assertThatThrownBy(
            () -> Bytes.passing(Bytes.imageOf(bytes), new Source(flipped), n -> {}).writeTo(out))
        .isInstanceOf(TransferException.SourceUnusable.class);
    assertThat(out.size()).isEqualTo((size - 1) / PIECE * PIECE);
  }
}
