package io.glancesync.content;

import io.glancesync.error.TransferException;
import io.glancesync.image.ContentHash;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.Optional;

/** Reads a spooled file for one region, at that region's own pace. */
public final class SpooledSource implements ContentSource {
  private final SpoolFile file;
  private final boolean isFirst;
  private final Runnable release;
  private FileChannel channel;
  private long passed;
  private boolean isClosed;
  private boolean isFetched;

  /**
   * @param isFirst whether nobody fetches the file yet
   * @param release is run once, when the file is no longer read
   */
  SpooledSource(SpoolFile file, boolean isFirst, Runnable release) {
    this.file = file;
    this.isFirst = isFirst;
    this.release = release;
  }

  public SpoolFile file() {
    return file;
  }

  /** Whether the holder of this source has to fetch the file. */
  public boolean isFirst() {
    return isFirst;
  }

  /** Records that a message is on its way that fetches the file. */
  public void fetched() {
    isFetched = true;
  }

  /**
   * Waits until the first bytes can be sent.
   *
   * @throws TransferException when the content cannot be fetched
   */
  public void awaitBegin() throws IOException {
    await();
  }

  /**
   * Whether bytes can be sent now, or within a time.
   *
   * @throws TransferException when the content cannot be fetched
   */
  public boolean begins(Duration within) throws IOException {
    try {
      return file.begins(within);
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private long await() throws IOException {
    try {
      return file.await(passed);
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private InterruptedIOException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("interrupted while waiting for " + file);
  }

  @Override
  public int next(byte[] piece) throws IOException {
    long readable = await() - passed;
    if (readable == 0) {
      return -1;
    }
    if (channel == null) {
      channel = file.read();
    }
    int wanted = (int) Math.min(piece.length, readable);
    int length = channel.read(ByteBuffer.wrap(piece, 0, wanted), passed);
    if (length <= 0) {
      throw new TransferException.SourceBroken(
          "%s in %s ended after %d bytes, as somebody changed it"
              .formatted(file, file.path(), passed),
          "",
          null);
    }
    passed += length;
    return length;
  }

  @Override
  public Optional<ContentHash> hash() {
    return file.hash().filter(it -> passed == file.master().size());
  }

  /** Closes the source. If it was to fetch the file but has not begun, nobody waits for that. */
  @Override
  public void close() throws IOException {
    if (isClosed) {
      return;
    }
    isClosed = true;
    if (isFirst && !isFetched) {
      file.abandon();
    }
    release.run();
    if (channel != null) {
      channel.close();
    }
  }
}
