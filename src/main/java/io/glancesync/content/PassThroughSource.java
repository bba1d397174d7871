package io.glancesync.content;

import io.glancesync.error.TransferException.SourceBroken;
import io.glancesync.error.TransferException.SourceUnusable;
import io.glancesync.image.ContentHash;
import io.glancesync.image.Image;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Content that is not kept but passes through for one region, because the spool has no room for it.
 */
public final class PassThroughSource implements ContentSource {
  private final Image master;
  private final InputStream stream;
  private final ContentVerifier check;
  private long passed;
  private ContentHash hash;

  /**
   * @param stream the master's answer, which is read once and closed; null when it was 204
   * @param length the length that the master announced; null when it announced none
   * @throws SourceUnusable when the answer cannot be the content
   */
  public static PassThroughSource of(Image master, InputStream stream, Long length)
      throws SourceUnusable {
    return new PassThroughSource(master, ContentVerifier.answer(master, stream, length));
  }

  PassThroughSource(Image master, InputStream stream) {
    this.master = master;
    this.stream = stream;
    check = new ContentVerifier(master);
  }

  @Override
  public int next(byte[] piece) throws IOException {
    int length = hash == null ? read(piece) : 0;
    if (length > 0) {
      passed += length;
      check.update(piece, length);
    }
    if (hash == null && passed == master.size()) {
      hash = check.finish(stream);
      stream.close();
    }
    return length == 0 ? -1 : length;
  }

  private int read(byte[] piece) throws SourceBroken {
    int wanted = (int) Math.min(piece.length, master.size() - passed);
    try {
      int length = stream.readNBytes(piece, 0, wanted);
      if (length == wanted) {
        return length;
      }
    } catch (IOException e) {
      throw check.broken(passed, e);
    }
    throw check.broken(passed, null);
  }

  @Override
  public Optional<ContentHash> hash() {
    return Optional.ofNullable(hash);
  }

  @Override
  public void close() {
    ContentVerifier.abort(stream);
  }
}
