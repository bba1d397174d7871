package io.glancesync.content;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** A stream that tells of how many bytes come out of it, as they come. */
public final class CountedStream extends FilterInputStream {
  private final LongConsumer counter;

  private CountedStream(InputStream stream, LongConsumer counter) {
    super(stream);
    this.counter = counter;
  }

  /**
   * A stream with a counter.
   *
   * @param stream null gives null
   */
  public static InputStream of(InputStream stream, LongConsumer counter) {
    return stream == null ? null : new CountedStream(stream, counter);
  }

  /** The stream below. */
  InputStream counted() {
    return in;
  }

  @Override
  public int read() throws IOException {
    int next = super.read();
    if (next >= 0) {
      counter.accept(1);
    }
    return next;
  }

  @Override
  public int read(byte[] piece, int from, int most) throws IOException {
    int length = super.read(piece, from, most);
    if (length > 0) {
      counter.accept(length);
    }
    return length;
  }
}
