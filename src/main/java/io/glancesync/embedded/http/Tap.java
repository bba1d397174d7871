package io.glancesync.embedded.http;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;

/** Sees content pass, piece by piece, and may change it, hold it up or end it. */
interface Tap {

  /** The position before which a piece ends and {@link #atMark} is called; negative for none. */
  default long mark() {
    return -1;
  }

  default void atMark() throws IOException {}

  /** A piece of content, which begins at this position of the whole. */
  default void passing(long position, byte[] piece, int from, int length) throws IOException {}

  /** What happens at a mark. */
  interface Event {
    void happen() throws IOException;
  }

  static Tap at(long mark, Event event) {
    return new Tap() {
      @Override
      public long mark() {
        return mark;
      }

      @Override
      public void atMark() throws IOException {
        event.happen();
      }
    };
  }

  /** Turns one byte into another one. */
  static Tap flipping(long byteAt) {
    return new Tap() {
      @Override
      public void passing(long position, byte[] piece, int from, int length) {
        if (byteAt >= position && byteAt < position + length) {
          piece[from + (int) (byteAt - position)] ^= 1;
        }
      }
    };
  }

  /**
   * Lets so many bytes through in a second. Time in which nothing came is not made up for, but for
   * {@link #SLACK}.
   */
  static Tap slow(long bytesPerSecond) {
    return new Tap() {
      private double due = System.nanoTime();

      @Override
      public int largestPiece() {
        return (int) Math.max(1, Math.min(LARGEST_PIECE, bytesPerSecond / PIECES_PER_SECOND));
      }

      @Override
      public void passing(long position, byte[] piece, int from, int length) throws IOException {
        long now = System.nanoTime();
        due = Math.max(due, now - SLACK.toNanos()) + 1e9 * length / bytesPerSecond;
        Delay.of(Duration.ofNanos((long) due - now));
      }
    };
  }

  /** As long as a thread may oversleep. */
  Duration SLACK = Duration.ofMillis(100);

  int LARGEST_PIECE = 64 * 1024;

  /** A slow stream flows, rather than to come in gushes. */
  int PIECES_PER_SECOND = 50;

  /** How many bytes may pass in one piece. */
  default int largestPiece() {
    return LARGEST_PIECE;
  }

  /** Content on its way in. */
  final class Input extends FilterInputStream {
    private final Tap tap;
    private long position;
    private boolean isMarkPassed;

    Input(InputStream from, Tap tap) {
      super(from);
      this.tap = tap;
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      int most = Math.min(length, tap.largestPiece());
      if (tap.mark() >= 0 && !isMarkPassed) {
        if (position == tap.mark()) {
          isMarkPassed = true;
          tap.atMark();
        } else {
          most = (int) Math.min(most, tap.mark() - position);
        }
      }
      int count = in.read(into, from, most);
      if (count > 0) {
        tap.passing(position, into, from, count);
        position += count;
      }
      return count;
    }
  }

  /** Content on its way out. */
  final class Output extends FilterOutputStream {
    private final Tap tap;
    private final byte[] piece = new byte[LARGEST_PIECE];
    private long position;
    private boolean isMarkPassed;

    Output(OutputStream to, Tap tap) {
      super(to);
      this.tap = tap;
    }

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      int done = 0;
      while (done < length) {
        atMark();
        int most = Math.min(length - done, tap.largestPiece());
        if (position < tap.mark()) {
          most = (int) Math.min(most, tap.mark() - position);
        }
        // a copy, as the content itself must stay what it is
        System.arraycopy(bytes, from + done, piece, 0, most);
        tap.passing(position, piece, 0, most);
        out.write(piece, 0, most);
        done += most;
        position += most;
      }
    }

    /** Happens before what is behind the mark, or at the end of the content. */
    void atMark() throws IOException {
      if (position == tap.mark() && !isMarkPassed) {
        isMarkPassed = true;
        out.flush();
        tap.atMark();
      }
    }
  }
}
