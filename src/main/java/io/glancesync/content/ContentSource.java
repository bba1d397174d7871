package io.glancesync.content;

import io.glancesync.error.TransferException;
import io.glancesync.image.ContentHash;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/**
 * A source of an image's content. It holds the last piece back until the whole content has the
 * master's size and hash.
 */
public sealed interface ContentSource extends Closeable permits PassThroughSource, SpooledSource {
  /**
   * Reads the next bytes, as many as are available and fit into the piece.
   *
   * @return how many bytes; -1 at the end, which only correct content reaches
   * @throws TransferException when the master's content cannot be read further, or is wrong
   */
  int next(byte[] piece) throws IOException;

  /** The hash of the whole content; empty before the end. */
  Optional<ContentHash> hash();

  /** Closes the source and drops what was not read. */
  @Override
  void close() throws IOException;
}
