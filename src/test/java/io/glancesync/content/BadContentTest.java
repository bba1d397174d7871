package io.glancesync.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glancesync.content.Bytes.Source;
import io.glancesync.error.TransferException.SourceBroken;
import io.glancesync.error.TransferException.SourceUnusable;
import io.glancesync.image.Image;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;
import org.apache.hc.core5.http.io.EofSensorInputStream;
import org.apache.hc.core5.http.io.EofSensorWatcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A source that is not what the master says never becomes an image: its last piece is kept. */
class BadContentTest {
  private static final int PIECE = 256 * 1024;

  private final ByteArrayOutputStream arrived = new ByteArrayOutputStream();

  @ParameterizedTest
  @CsvSource({"1, 0", "262144, 0", "262145, 262144", "1000000, 786432"})
  void of_content_with_another_hash_the_last_piece_is_held_back(int size, int passed) {
    byte[] bytes = Bytes.of(size);
    Image master = Bytes.imageOf(bytes);
    bytes[0] ^= 1;
    Source source = new Source(bytes);

    assertThatThrownBy(() -> content(master, source).writeTo(arrived))
        .isInstanceOf(SourceUnusable.class)
        .hasMessageContaining("the master's content of ubuntu does not match its sha512")
        .hasMessageContaining(master.hash().value());
    assertThat(arrived.size()).isEqualTo(passed);
    assertThat(source.isClosed()).isTrue();
  }

  @Test
  void of_empty_content_with_another_hash_nothing_is_sent() {
    Image master = Bytes.imageOf(Bytes.of(3)).but().size(0).build();

    assertThatThrownBy(() -> content(master, new Source(new byte[0])).writeTo(arrived))
        .isInstanceOf(SourceUnusable.class);
  }

  @Test
  void md5_finds_it_too() {
    byte[] bytes = Bytes.of(3);
    Image master = Bytes.imageOf(bytes).but().hash(null).build();
    bytes[0] ^= 1;

    assertThatThrownBy(() -> content(master, new Source(bytes)).writeTo(arrived))
        .isInstanceOf(SourceUnusable.class)
        .hasMessageContaining("md5");
    assertThat(arrived.size()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"1, 0, 0", "262145, 262144, 262144", "1000000, 999999, 786432", "600000, 1, 0"})
  void of_content_that_ends_too_soon_the_last_piece_is_held_back(int size, int given, int passed) {
    byte[] bytes = Bytes.of(size);
    Source source = new Source(Arrays.copyOf(bytes, given));

    assertThatThrownBy(() -> content(Bytes.imageOf(bytes), source).writeTo(arrived))
        .isInstanceOf(SourceBroken.class)
        .hasMessageContaining("ended after %d of %d bytes", passed, size);
    assertThat(arrived.size()).isEqualTo(passed);
    assertThat(source.isClosed()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, PIECE, PIECE + 1})
  void of_content_that_goes_on_too_long_the_last_piece_is_held_back(int size) {
    byte[] bytes = Bytes.of(size);
    Source source = new Source(Arrays.copyOf(bytes, size + 1));

    assertThatThrownBy(() -> content(Bytes.imageOf(bytes), source).writeTo(arrived))
        .isInstanceOf(SourceUnusable.class)
        .hasMessageContaining("more than the %d bytes", size);
    assertThat(arrived.size()).isEqualTo(size == PIECE + 1 ? PIECE : 0);
    assertThat(source.isClosed()).isTrue();
  }

  @Test
  void a_source_that_stalls_is_broken_not_unusable() {
    byte[] bytes = Bytes.of(PIECE + 10);
    InputStream source =
        new SequenceInputStream(new Source(Arrays.copyOf(bytes, PIECE)), new Stalled());

    assertThatThrownBy(() -> content(Bytes.imageOf(bytes), source).writeTo(arrived))
        .isInstanceOf(SourceBroken.class)
        .hasCauseInstanceOf(SocketTimeoutException.class);
  }

  @Test
  void a_region_that_breaks_off_is_no_fault_of_the_source() {
    byte[] bytes = Bytes.of(10);
    Source source = new Source(bytes);
    OutputStream region =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };

    assertThatThrownBy(() -> content(Bytes.imageOf(bytes), source).writeTo(region))
        .isExactlyInstanceOf(IOException.class)
        .hasMessage("Broken pipe");
    assertThat(source.isClosed()).isTrue();
  }

  @Test
  void what_is_read_is_counted_and_the_response_is_still_aborted() throws IOException {
    byte[] bytes = Bytes.of(10);
    var watcher = new Watcher();
    var read = new LongAdder();
    InputStream counted =
        CountedStream.of(new EofSensorInputStream(new Source(bytes, 3), watcher), read::add);
    PassThroughSource source = PassThroughSource.of(Bytes.imageOf(bytes), counted, null);

    source.next(new byte[4]);
    source.close();

    assertThat(read.sum()).isEqualTo(4);
    assertThat(watcher.events).isEqualTo("aborted");
    assertThat(CountedStream.of(null, read::add)).isNull();
  }

  @Test
  void a_response_is_aborted_because_closing_it_would_read_all_the_rest() {
    byte[] bytes = Bytes.of(10);
    var watcher = new Watcher();
    var response = new EofSensorInputStream(new Source(new byte[10]), watcher);

    assertThatThrownBy(() -> content(Bytes.imageOf(bytes), response).writeTo(arrived))
        .isInstanceOf(SourceUnusable.class);
    assertThat(watcher.events).isEqualTo("aborted");
  }

  @Test
  void content_that_nobody_asked_for_is_given_up_when_it_is_closed() throws IOException {
    var watcher = new Watcher();
    Image master = Bytes.imageOf(Bytes.of(10));

    content(master, new EofSensorInputStream(new Source(Bytes.of(10)), watcher)).close();

    assertThat(watcher.events).isEqualTo("aborted");
  }

  private static ImageContentEntity content(Image master, InputStream source)
      throws SourceUnusable {
    return Bytes.passing(master, source, bytes -> {});
  }

  private static final class Stalled extends InputStream {
    @Override
    public int read() throws IOException {
      throw new SocketTimeoutException("Read timed out");
    }
  }

  private static final class Watcher implements EofSensorWatcher {
    private String events = "";

    @Override
    public boolean eofDetected(InputStream wrapped) {
      events += "read to its end";
      return true;
    }

    @Override
    public boolean streamClosed(InputStream wrapped) {
      events += "closed";
      return true;
    }

    @Override
    public boolean streamAbort(InputStream wrapped) {
      events += "aborted";
      return true;
    }
  }
}
