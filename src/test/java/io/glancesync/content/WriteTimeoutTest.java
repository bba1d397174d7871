package io.glancesync.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glancesync.SettableTicks;
import io.glancesync.error.TransferException.Stalled;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Only a write that stands still is broken off. */
@Timeout(300)
class WriteTimeoutTest {
  private static final int MIB = 1 << 20;
  private static final Duration PATIENCE = Duration.ofHours(1);

  private final SettableTicks ticks = new SettableTicks();
  private final WriteTimeout writeTimeout = new WriteTimeout(() -> PATIENCE, ticks);
  private final AtomicInteger brokenOff = new AtomicInteger();

  @AfterEach
  void close() {
    writeTimeout.close();
  }

  @Test
  void all_bytes_pass() throws IOException {
    byte[] bytes = Bytes.of(300_000);
    var out = new ByteArrayOutputStream();

    guard(
        out,
        it -> {
          it.write(bytes, 0, 1);
          it.write(bytes[1]);
          it.write(bytes, 2, bytes.length - 2);
        });

    assertThat(out.toByteArray()).isEqualTo(bytes);
  }

  @Test
  void a_write_that_stands_still_is_broken_off_once() {
    OutputStream out =
        new Stub() {
          @Override
          public void write(byte[] bytes, int from, int length) throws IOException {
            // the write ends some time after it was told to
            pause(2);
            pause(2);
            throw new IOException("closed");
          }
        };

    assertThatThrownBy(() -> guard(out, it -> it.write(Bytes.of(9))))
        .isInstanceOf(Stalled.class)
        .hasMessageContaining("because Burgos stopped reading")
        .hasRootCauseMessage("closed");
    assertThat(brokenOff).hasValue(1);
  }

  @Test
  void what_the_last_flush_sends_is_watched_as_well() {
    OutputStream out =
        new Stub() {
          @Override
          public void flush() {
            pause(3);
          }
        };

    assertThatThrownBy(() -> guard(out, it -> it.write(1))).isInstanceOf(Stalled.class);
  }

  @Test
  void a_pause_between_two_writes_is_no_stall() throws IOException {
    guard(
        new Stub(),
        it -> {
          it.write(1);
          pause(3);
          it.write(1);
        });

    assertThat(brokenOff).hasValue(0);
  }

  /** One large write, of which a part leaves every now and then. */
  @Test
  void a_slow_write_that_goes_on_is_no_stall() throws IOException {
    OutputStream out =
        new Stub() {
          @Override
          public void write(byte[] bytes, int from, int length) {
            pause(length * 3.0 / MIB);
          }
        };

    guard(out, it -> it.write(Bytes.of(MIB)));

    assertThat(brokenOff).hasValue(0);
  }

  @Test
  void other_exceptions_pass_as_they_are() {
    IOException reset = new IOException("reset");
    OutputStream out =
        new Stub() {
          @Override
          public void write(int one) throws IOException {
            throw reset;
          }
        };

    assertThatThrownBy(() -> guard(out, it -> it.write(1))).isSameAs(reset);
  }

  private void guard(OutputStream out, WriteTimeout.Writer writing) throws IOException {
    writeTimeout.guard(out, "Burgos", brokenOff::incrementAndGet, writing);
  }

  /** Takes all. */
  private static class Stub extends OutputStream {
    @Override
    public void write(int one) throws IOException {}
  }

  /** Time goes by, and the watchdog looks. */
  private void pause(double patiences) {
    ticks.goOn(Duration.ofMillis((long) (PATIENCE.toMillis() * patiences)));
    writeTimeout.poll();
  }
}
