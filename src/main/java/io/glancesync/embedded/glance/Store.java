package io.glancesync.embedded.glance;

import io.glancesync.embedded.http.Call;
import io.glancesync.embedded.http.RejectedRequestException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** What a Glance does with content, and when it refuses to. */
final class Store {
  private volatile Storage storage = Storage.memory();
  private volatile Hashes hashes = Hashes.ALL;
  private volatile long room = Long.MAX_VALUE;
  private volatile boolean isWritable = true;

  /** Bytes of uploads that are under way. */
  private final AtomicLong arriving = new AtomicLong();

  /** Content that was kept, and what was computed of it. */
  record StoredContent(Content content, Hashes.Result hashes) {}

  /** More arrived than there is room for. */
  private static final class Full extends IOException {
    private static final long serialVersionUID = 1L;
  }

  void storage(Storage other) {
    storage = other;
  }

  void hashes(Hashes other) {
    hashes = other;
  }

  void room(long bytes) {
    room = bytes;
  }

  void writable(boolean is) {
    isWritable = is;
  }

  /**
   * Keeps what a request brings.
   *
   * @param used how many bytes are stored already
   * @throws IOException when the sender breaks off
   */
  StoredContent receive(Call call, String id, LongSupplier used)
      throws IOException, RejectedRequestException {
    if (!isWritable) {
      throw new RejectedRequestException(
          503,
          "Insufficient permissions on image storage media: Permission to write image storage media denied.");
    }
    Hashes.Computation computation = hashes.begin();
    var body = new Measured(call.body(), used);
    try {
      Content content = storage.keep(id, computation.through(body));
      return new StoredContent(content, computation.result());
    } catch (Full e) {
      throw new RejectedRequestException(
          413,
          "Image storage media is full: There is not enough disk space on the image storage media.");
    } finally {
      arriving.addAndGet(-body.count);
    }
  }

  /** What a Glance would know of content that was there before. */
  StoredContent taken(Content content) throws IOException {
    Hashes.Computation computation = hashes.begin();
    if (hashes != Hashes.NONE) {
      try (InputStream in = computation.through(content.from(0))) {
        in.transferTo(OutputStream.nullOutputStream());
      }
    }
    return new StoredContent(content, computation.result());
  }

  /** Counts what arrives, until the store is full. */
  private final class Measured extends FilterInputStream {
    private final LongSupplier used;
    private long count;

    Measured(InputStream from, LongSupplier used) {
      super(from);
      this.used = used;
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int more = in.read(bytes, from, length);
      if (more < 0) {
        return more;
      }
      count += more;
      long all = arriving.addAndGet(more);
      // nothing is summed up where there is room for everything
      if (room < Long.MAX_VALUE && used.getAsLong() + all > room) {
        throw new Full();
      }
      return more;
    }
  }
}
