package io.glancesync.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glancesync.content.Bytes.Source;
import io.glancesync.error.Attempt;
import io.glancesync.error.TransferException.SourceBroken;
import io.glancesync.error.TransferException.SourceFailed;
import io.glancesync.error.TransferException.SourceUnusable;
import io.glancesync.image.Image;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Content that is fetched once, part by part, and read by several while it grows. */
@Timeout(300)
class SpoolFileTest {
  private static final int PIECE = ImageContentEntity.PIECE;
  private static final int MIB = 1 << 20;

  @TempDir Path folder;
  private ExecutorService regions;

  @BeforeEach
  void start() {
    regions = Executors.newCachedThreadPool();
  }

  @AfterEach
  void stop() {
    regions.shutdownNow();
  }

  private SpoolFile of(Image master) {
    return new SpoolFile(master, folder.resolve("image"), true);
  }

  private SpoolFile of(byte[] bytes) {
    return of(Bytes.imageOf(bytes));
  }

  private static byte[] read(SpoolFile file, ByteArrayOutputStream out) throws IOException {
    new ImageContentEntity(
            file.master(), new SpooledSource(file, false, () -> {}), it -> it, it -> {})
        .writeTo(out);
    return out.toByteArray();
  }

  private static byte[] read(SpoolFile file) throws IOException {
    return read(file, new ByteArrayOutputStream());
  }

  /** What a master answers that gives its content from one byte to another. */
  private static Source part(byte[] bytes, long from, long to) {
    return new Source(Arrays.copyOfRange(bytes, (int) from, (int) to));
  }

  private static String contentRange(byte[] bytes, long from) {
    return "bytes %d-%d/%d".formatted(from, bytes.length - 1, bytes.length);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE + 5})
  void what_was_fetched_is_read(int size) throws IOException {
    byte[] bytes = Bytes.of(size);
    SpoolFile file = of(bytes);
    var source = new Source(bytes);

    file.receive(source, null, (long) size);

    assertThat(read(file)).isEqualTo(bytes);
    assertThat(file.isOpen()).isFalse();
    assertThat(source.isClosed()).isTrue();
  }

  @Test
  void several_read_it_while_it_grows() throws Exception {
    byte[] bytes = Bytes.of(10 * PIECE);
    SpoolFile file = of(bytes);
    var readers = new ArrayList<Future<byte[]>>();
    for (int i = 0; i < 5; i++) {
      readers.add(regions.submit((Callable<byte[]>) () -> read(file)));
    }

    file.receive(new Source(bytes, 1000), null, null);

    for (Future<byte[]> reader : readers) {
      assertThat(reader.get()).isEqualTo(bytes);
    }
  }

  @Test
  void one_is_read_as_far_as_it_is_there_but_not_the_last_piece() throws Exception {
    byte[] bytes = Bytes.of(5 * PIECE);
    SpoolFile file = of(bytes);
    file.receive(part(bytes, 0, bytes.length - 1), null, null);
    var out = new ByteArrayOutputStream();

    Future<byte[]> reader = regions.submit(() -> read(file, out));

    while (out.size() < 3 * PIECE) {
      Thread.onSpinWait();
    }
    assertThat(reader.isDone()).isFalse();
    file.receive(
        part(bytes, bytes.length - 1, bytes.length), contentRange(bytes, bytes.length - 1), 1L);
    assertThat(reader.get()).isEqualTo(bytes);
  }

  @ParameterizedTest
  @CsvSource({"1048576, true", "1048576, false", "1300000, true", "1300000, false"})
  void after_each_break_only_the_rest_is_asked_for(int step, boolean isRangeHeard)
      throws Exception {
    byte[] bytes = Bytes.of(step * 5);
    SpoolFile file = of(bytes);
    var asked = new ArrayList<String>();

    for (long at = 0; at < bytes.length; at += step) {
      assertThat(file.isOpen()).isTrue();
      assertThat(file.isBegun()).isEqualTo(at > 0);
      asked.add(file.range());
      long from = isRangeHeard ? at : 0;
      file.receive(
          part(bytes, from, at + step),
          isRangeHeard && at > 0 ? contentRange(bytes, at) : null,
          isRangeHeard && at > 0 ? bytes.length - at : bytes.length);
    }

    assertThat(asked).hasSize(5).startsWith("bytes=0-", "bytes=" + step + "-");
    assertThat(read(file)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, MIB - 1, MIB})
  void a_break_without_a_new_byte_is_an_error(int given) throws IOException {
    byte[] bytes = Bytes.of(3 * MIB);
    SpoolFile file = of(bytes);
    file.receive(part(bytes, 0, MIB), null, 3L * MIB);

    assertThatThrownBy(() -> file.receive(part(bytes, 0, given), null, 3L * MIB))
        .isInstanceOf(SourceBroken.class)
        .hasMessageContaining("ended after 1048576 of 3145728 bytes");
    assertThat(file.isOpen()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, MIB - 1})
  void a_break_after_next_to_nothing_is_an_error_but_what_came_is_kept(int given)
      throws IOException {
    byte[] bytes = Bytes.of(3 * MIB);
    SpoolFile file = of(bytes);

    for (int at = 0; at < 2 * given; at += given) {
      int from = at;
      assertThatThrownBy(() -> file.receive(part(bytes, 0, from + given), null, 3L * MIB))
          .isInstanceOf(SourceBroken.class)
          .hasMessageContaining("ended after %d of".formatted(from + given));
      assertThat(file.range()).isEqualTo("bytes=%d-".formatted(from + given));
      assertThat(file.isOpen()).isTrue();
    }
    file.receive(
        part(bytes, 2 * given, bytes.length),
        contentRange(bytes, 2 * given),
        (long) bytes.length - 2 * given);

    assertThat(read(file)).isEqualTo(bytes);
  }

  @Test
  void all_that_is_left_is_enough_however_little_that_is() throws IOException {
    byte[] bytes = Bytes.of(MIB + 1);
    SpoolFile file = of(bytes);
    file.receive(part(bytes, 0, MIB), null, MIB + 1L);

    file.receive(part(bytes, MIB, MIB + 1), contentRange(bytes, MIB), 1L);

    assertThat(file.isOpen()).isFalse();
    assertThat(read(file)).isEqualTo(bytes);
  }

  @Test
  void a_connection_that_breaks_when_all_is_there_has_done_its_work() throws Exception {
    byte[] bytes = Bytes.of(1000);
    SpoolFile file = of(bytes);
    InputStream breaksThen =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("Connection reset");
          }
        };

    file.receive(new SequenceInputStream(new Source(bytes), breaksThen), null, 1000L);

    assertThat(file.isOpen()).isFalse();
    assertThat(read(file)).isEqualTo(bytes);
  }

  @Test
  void of_content_with_another_hash_nobody_gets_the_last_piece() throws Exception {
    byte[] bytes = Bytes.of(3 * PIECE);
    SpoolFile file = of(bytes);
    bytes[5] ^= 1;
    var out = new ByteArrayOutputStream();
    Future<byte[]> reader = regions.submit(() -> read(file, out));

    assertThatThrownBy(() -> file.receive(new Source(bytes), null, null))
        .isInstanceOf(SourceUnusable.class)
        .hasMessageContaining("does not match its sha512");
    while (out.size() < 2 * PIECE) {
      Thread.onSpinWait();
    }
    assertThat(reader.isDone()).isFalse();
    file.fail(new SourceUnusable("it differs"), List.of());

    assertThatThrownBy(reader::get).hasRootCauseInstanceOf(SourceFailed.class);
    assertThat(out.size()).isEqualTo(2 * PIECE);
  }

  @Test
  void who_reads_what_fails_is_told_all_of_it() {
    SpoolFile file = of(Bytes.of(10));
    var attempt =
        new Attempt(Instant.EPOCH, "run", "503 Service Unavailable", Optional.of("req-1"));
    var reason = new IOException("no connection");

    file.fail(reason, List.of(attempt));

    assertThatThrownBy(() -> read(file))
        .isInstanceOfSatisfying(
            SourceFailed.class,
            it -> {
              assertThat(it.reason()).isSameAs(reason);
              assertThat(it.attempts()).containsExactly(attempt);
              // or the error handlers would take it for a request of the region
              assertThat(it.getCause()).isNull();
            });
  }

  @ParameterizedTest
  @CsvSource({
    "'bytes 0-9/11', 10, sends 11 bytes",
    "'', 9, sends 9 bytes",
    "'bytes 5-9/10', 5, from byte 5 on"
  })
  void an_answer_that_cannot_be_the_content_is_refused(String range, long length, String words) {
    SpoolFile file = of(Bytes.of(10));

    assertThatThrownBy(() -> file.receive(new Source(Bytes.of(10)), range, length))
        .isInstanceOf(SourceUnusable.class)
        .hasMessageContaining(words);
  }

  @Test
  void a_server_that_sends_another_part_than_was_asked_for_is_asked_for_all() throws Exception {
    byte[] bytes = Bytes.of(3 * MIB);
    SpoolFile file = of(bytes);
    file.receive(part(bytes, 0, MIB), null, 3L * MIB);

    file.receive(part(bytes, 2 * MIB, 3 * MIB), contentRange(bytes, 2 * MIB), (long) MIB);

    assertThat(file.isOpen()).isTrue();
    assertThat(file.isBegun()).isFalse();
    file.receive(new Source(bytes), null, 3L * MIB);
    assertThat(read(file)).isEqualTo(bytes);
  }

  @Test
  void no_content_at_all_is_refused() {
    assertThatThrownBy(() -> of(Bytes.of(10)).receive(null, null, null))
        .isInstanceOf(SourceUnusable.class)
        .hasMessageContaining("has lost the data");
  }

  @Test
  void content_that_goes_on_too_long_is_refused() {
    Image master = Bytes.imageOf(Bytes.of(10));

    assertThatThrownBy(() -> of(master).receive(new Source(Bytes.of(10 + 1)), null, null))
        .isInstanceOf(SourceUnusable.class);
  }

  @Test
  void a_disk_that_refuses_is_no_fault_of_the_master_and_readers_may_try_again() throws Exception {
    byte[] bytes = Bytes.of(10);
    var file = new SpoolFile(Bytes.imageOf(bytes), folder, true);

    assertThatThrownBy(() -> file.receive(new Source(bytes), null, null))
        .isInstanceOf(UncheckedIOException.class);
    file.spoil(new IOException("No space left on device"));

    assertThatThrownBy(() -> read(file)).isInstanceOf(SourceBroken.class);
  }

  @Test
  void a_file_that_is_there_is_only_looked_through() throws Exception {
    byte[] bytes = Bytes.of(3 * PIECE);
    Path there = Files.write(folder.resolve("there"), bytes);
    var file = new SpoolFile(Bytes.imageOf(bytes), there, false);

    file.receive(Files.newInputStream(there), null, null);

    assertThat(read(file)).isEqualTo(bytes);
    assertThat(there).hasBinaryContent(bytes);
  }

  @Test
  void what_nobody_wants_any_more_is_not_fetched_on() {
    byte[] bytes = Bytes.of(3 * PIECE);
    SpoolFile file = of(bytes);
    var source = new Source(bytes);

    file.giveUp();

    assertThatThrownBy(() -> file.receive(source, null, null))
        .hasMessageContaining("nobody wants ubuntu any more");
    assertThat(source.isClosed()).isTrue();
  }
}
