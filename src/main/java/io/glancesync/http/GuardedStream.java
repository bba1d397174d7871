package io.glancesync.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes of an answer. Closing the stream early discards the connection; the client's own
 * streams would read all the rest first.
 */
final class GuardedStream extends FilterInputStream {
  private final long length;
  private final AnswerWatch answerWatch;
  private final boolean isReason;
  private final long most;
  private long passed;
  private boolean isEnded;

  /** The time spent reading since content was last seen to move, and the bytes of that time. */
  private long waited;

  private long moved;

  /**
   * @param length the announced length; -1 when none was announced
   * @param isReason whether the body is cut off at its limit
   */
  GuardedStream(InputStream in, long length, AnswerWatch answerWatch, boolean isReason) {
    super(in);
    this.length = length;
    this.answerWatch = answerWatch;
    this.isReason = isReason;
    most = isReason ? AnswerLimit.REASON_BYTES : answerWatch.limit().bytes();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int from, int wanted) throws IOException {
    if (isEnded) {
      return -1;
    }
    if (wanted == 0) {
      return 0;
    }
    long began = System.nanoTime();
    int count = readOn(bytes, from, wanted);
    if (count < 0) {
      finish();
      return -1;
    }
    passed += count;
    if (passed > most) {
      end();
      if (isReason) {
        return count;
      }
      throw answerWatch.tooLarge();
    }
    if (answerWatch.limit().isContent()) {
      requireMoving(System.nanoTime() - began, count);
    }
    return count;
  }

  private int readOn(byte[] bytes, int from, int wanted) throws IOException {
    try {
      return in.read(bytes, from, wanted);
    } catch (IOException e) {
      IOException told = answerWatch.inWords(e);
      end();
      throw told;
    } catch (RuntimeException e) {
      end();
      throw e;
    }
  }

  /**
   * Ends the stream after all was read. A decompressor may stop before the end of the sent data,
   * and only that end returns the connection to the pool. So the stream reads on to that end as
   * long as the answer has time.
   */
  private void finish() {
    isEnded = true;
    if (answerWatch.limit().isContent()) {
      answerWatch.giveUp();
      return;
    }
    try {
      in.close();
    } catch (IOException e) {
      // the answer is complete
    }
    answerWatch.giveUp();
  }

  /**
   * Makes sure that content moves. Only the time that the server was waited for is measured: the
   * receiver of the content may be slow too.
   */
  private void requireMoving(long nanos, int count) throws IOException {
    waited += nanos;
    moved += count;
    if (waited > answerWatch.time().toNanos()) {
      if (moved < AnswerLimit.SLOWEST * answerWatch.time().toSeconds()) {
        end();
        throw answerWatch.crawling();
      }
      waited = 0;
      moved = 0;
    }
  }

  private void end() {
    isEnded = true;
    answerWatch.giveUp();
  }

  @Override
  public long skip(long count) throws IOException {
    long skipped = 0;
    byte[] piece = new byte[8192];
    while (skipped < count) {
      int read = read(piece, 0, (int) Math.min(piece.length, count - skipped));
      if (read < 0) {
        break;
      }
      skipped += read;
    }
    return skipped;
  }

  @Override
  public int available() throws IOException {
    return isEnded ? 0 : in.available();
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  @Override
  public void close() throws IOException {
    if (isEnded) {
      return;
    }
    if (passed == length) {
      finish();
    } else {
      end();
    }
  }
}
