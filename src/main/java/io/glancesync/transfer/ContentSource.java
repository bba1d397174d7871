package io.glancesync.transfer;

import io.glancesync.image.ContentHash;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/**
 * Where an image's content comes from. The last piece is held back until all of it has the master's
 * size and hash.
 */
public sealed interface ContentSource extends Closeable permits PassThroughSource, SpooledSource {
  /**
   * The next bytes, as many as there are and the piece holds.
   *
   * @return how many; -1 at the end, which only good content reaches
   * @throws TransferException when the master's content cannot be read on, or is not what it should
   *     be
   */
  int next(byte[] piece) throws IOException;

  /** The hash of the whole content; empty before the end. */
  Optional<ContentHash> hash();

  /** Gives up what was not read. */
  @Override
  void close() throws IOException;
}
