package io.glancesync.content;

import io.glancesync.error.TransferException.Stalled;
import io.glancesync.time.Ticker;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Breaks off a request whose receiver has stopped reading. A write waits without end and, unlike a
 * read, has no time-out. Only writes are watched. The wait for the master's next byte, or for the
 * answer once all is sent, is not limited here. One thread watches all requests.
 */
public final class WriteTimeout implements AutoCloseable {
  private static final long MOST_MILLIS_BETWEEN_LOOKS = 1000;
  private static final int LOOKS = 20;

  private final Supplier<Duration> patience;
  private final Ticker ticker;
  private final Set<MonitoredStream> guarded = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            var watching = new Thread(task, "glancesync-watchdog");
            watching.setDaemon(true);
            return watching;
          });

  /**
   * @param patience how long a write may take in which no byte moves; read at each request
   * @param ticker measures how long a write has taken
   */
  public WriteTimeout(Supplier<Duration> patience, Ticker ticker) {
    this.patience = patience;
    this.ticker = ticker;
    long pause = Math.min(patience.get().toMillis() / LOOKS + 1, MOST_MILLIS_BETWEEN_LOOKS);
    thread.scheduleWithFixedDelay(this::poll, pause, pause, TimeUnit.MILLISECONDS);
  }

  /** Writes to a stream. */
  public interface Writer {
    void to(OutputStream out) throws IOException;
  }

  /**
   * Runs the writer under supervision.
   *
   * @param receiver the name of the receiver, for the message
   * @param breakOff makes a current write end with an exception; must not wait
   * @throws Stalled when the write was broken off
   */
  public void guard(OutputStream out, String receiver, Runnable breakOff, Writer writer)
      throws IOException {
    var stream = new MonitoredStream(out, receiver, patience.get(), ticker, breakOff);
    guarded.add(stream);
    try {
      writer.to(stream);
      stream.flush();
    } finally {
      guarded.remove(stream);
    }
  }

  /** Breaks off the writes that have stalled. */
  void poll() {
    guarded.forEach(MonitoredStream::check);
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  private static final class MonitoredStream extends OutputStream {
    /** Small enough to see that a slow connection moves; measured: 16 KiB cost throughput. */
    private static final int PORTION = 64 * 1024;

    private final OutputStream out;
    private final String receiver;
    private final Duration patience;
    private final Ticker ticker;
    private final Runnable breakOff;
    private boolean isWriting;
    private boolean isStalled;
    private long begun;

    MonitoredStream(
        OutputStream out, String receiver, Duration patience, Ticker ticker, Runnable breakOff) {
      this.out = out;
      this.receiver = receiver;
      this.patience = patience;
      this.ticker = ticker;
      this.breakOff = breakOff;
    }

    private interface WriteAction {
      void run() throws IOException;
    }

    @Override
    public void write(int one) throws IOException {
      watched(() -> out.write(one));
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      for (int done = 0; done < length; done += PORTION) {
        int at = from + done;
        int portion = Math.min(PORTION, length - done);
        watched(() -> out.write(bytes, at, portion));
      }
    }

    @Override
    public void flush() throws IOException {
      watched(out::flush);
    }

    private void watched(WriteAction call) throws IOException {
      begin();
      try {
        call.run();
      } catch (IOException e) {
        end(e);
        throw e;
      }
      end(null);
    }

    private synchronized void begin() {
      isWriting = true;
      begun = ticker.nanos();
    }

    private synchronized void end(IOException cause) throws Stalled {
      isWriting = false;
      if (isStalled) {
        throw new Stalled(
            "no byte moved for %d s, because %s stopped reading"
                .formatted(patience.toSeconds(), receiver),
            "see whether it, its store or the network hangs",
            cause);
      }
    }

    void check() {
      if (stalls()) {
        breakOff.run();
      }
    }

    private synchronized boolean stalls() {
      boolean isTooLong = isWriting && ticker.since(begun).compareTo(patience) > 0;
      boolean isNew = isTooLong && !isStalled;
      isStalled |= isTooLong;
      return isNew;
    }
  }
}
