package io.glancesync.content;

import io.glancesync.error.TransferException.SourceBroken;
import io.glancesync.error.TransferException.SourceUnusable;
import io.glancesync.image.ContentHash;
import io.glancesync.image.Image;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import org.apache.hc.core5.http.io.EofSensorInputStream;

/** Compares content with the master's size and hash while it is read. */
final class ContentVerifier {
  private final Image master;
  private final String content;
  private final Hashing hashing;

  ContentVerifier(Image master) {
    this(master, "the master's content of " + master.name());
  }

  /**
   * @param content the name of the content, for messages
   */
  ContentVerifier(Image master, String content) {
    this.master = master;
    this.content = content;
    hashing = Hashing.of(master);
  }

  /**
   * The master's answer, as a stream.
   *
   * @param stream null when the master answered 204
   * @param length the announced length of the whole content; null when none was announced
   * @throws SourceUnusable when the answer cannot be the content
   */
  static InputStream answer(Image master, InputStream stream, Long length) throws SourceUnusable {
    if (stream == null && master.size() > 0) {
      throw new SourceUnusable(
          "the master region has lost the data of %s (Glance answered 204)"
              .formatted(master.name()),
          "upload it there again");
    }
    InputStream source = stream == null ? InputStream.nullInputStream() : stream;
    if (length != null && length != master.size()) {
      abort(source);
      throw new SourceUnusable(
          "the master region sends %d bytes of %s instead of %d"
              .formatted(length, master.name(), master.size()));
    }
    return source;
  }

  void update(byte[] piece, int length) {
    hashing.update(piece, length);
  }

  /**
   * Verifies the content after all bytes were read.
   *
   * @param source the source, which should have no more bytes
   * @throws SourceUnusable when it has more bytes, or when the hash differs
   */
  ContentHash finish(InputStream source) throws SourceUnusable {
    ContentHash found = verified(hashing.finish());
    requireEnd(source);
    return found;
  }

  private ContentHash verified(ContentHash found) throws SourceUnusable {
    String expected = expected(found.algorithm());
    if (expected.isEmpty() || expected.equals(found.value())) {
      return found;
    }
    throw new SourceUnusable(
        "%s does not match its %s (%s, but it should be %s)"
            .formatted(content, found.algorithm(), found.value(), expected));
  }

  private String expected(String algorithm) {
    if (master.hash() != null && master.hash().algorithm().equals(algorithm)) {
      return master.hash().value();
    }
    return algorithm.equals(Hashing.MD5) ? master.checksum() : "";
  }

  /**
   * Makes sure that the source has ended. Without a hash to compare, only this shows that the
   * source holds something else.
   */
  private void requireEnd(InputStream source) throws SourceUnusable {
    try {
      if (source.readNBytes(1).length == 0) {
        return;
      }
    } catch (IOException e) {
      // it failed after all bytes were read: nothing is missing, and nothing more was sent
      return;
    }
    throw new SourceUnusable(
        "%s is more than the %d bytes that it should be".formatted(content, master.size()));
  }

  /**
   * The error for a source that ends too soon.
   *
   * @param cause null when the source ended without an error
   */
  SourceBroken broken(long passed, IOException cause) {
    String stalled =
        cause instanceof SocketTimeoutException
            ? ", where no byte moved for as long as glancesync.request.stall-timeout allows"
            : "";
    return new SourceBroken(
        "%s ended after %d of %d bytes%s".formatted(content, passed, master.size(), stalled),
        "",
        cause);
  }

  /** Aborts the source of a failed request; closing it would read all the rest. */
  static void abort(InputStream source) {
    try {
      if (source instanceof CountedStream stream) {
        abort(stream.counted());
      } else if (source instanceof EofSensorInputStream response) {
        response.abort();
      } else {
        source.close();
      }
    } catch (IOException e) {
      // the connection is discarded anyway
    }
  }
}
