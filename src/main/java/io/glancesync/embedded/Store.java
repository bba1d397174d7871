package io.glancesync.embedded;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** What a Glance does with content, and when it refuses to. */
final class Store {
  private volatile Storage storage = Storage.memory();
  private volatile Hashes hashes = Hashes.ALL;
  private volatile long room = Long.MAX_VALUE;
  private volatile boolean isWritable = true;

  /** Content that was kept, and what was computed of it. */
  record Kept(Content content, Hashes.Result hashes) {}

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
   * @param used bytes that are stored already
   * @throws IOException when the sender breaks off
   */
  Kept receive(Call call, String id, long used) throws IOException, Refusal {
    if (!isWritable) {
      throw new Refusal(
          503, "Insufficient permissions on image storage media: no write permission");
    }
    Hashes.Computation computation = hashes.begin();
    try {
      Content content =
          storage.keep(id, computation.through(new Limited(call.body(), room - used)));
      return new Kept(content, computation.result());
    } catch (Full e) {
      throw new Refusal(413, "Image storage media is full: There is not enough disk space");
    }
  }

  /** What a Glance would know of content that was there before. */
  Kept taken(Content content) throws IOException {
    Hashes.Computation computation = hashes.begin();
    if (hashes != Hashes.NONE) {
      try (InputStream in = computation.through(content.from(0))) {
        in.transferTo(OutputStream.nullOutputStream());
      }
    }
    return new Kept(content, computation.result());
  }

  private static final class Limited extends FilterInputStream {
    private long left;

    Limited(InputStream from, long most) {
      super(from);
      left = most;
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int count = in.read(bytes, from, length);
      left -= Math.max(count, 0);
      if (left < 0) {
        throw new Full();
      }
      return count;
    }
  }
}
