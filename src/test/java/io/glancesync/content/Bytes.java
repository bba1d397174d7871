package io.glancesync.content;

import static io.glancesync.image.Images.anImage;

import io.glancesync.error.TransferException.SourceUnusable;
import io.glancesync.image.Image;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;
import java.util.function.LongConsumer;

/** Image content, and what comes of it. */
public final class Bytes {
  private Bytes() {}

  /** As many bytes, always the same ones. */
  public static byte[] of(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  /** Content that passes through, as a request's body. */
  static ImageContentEntity passing(Image master, InputStream stream, LongConsumer progress)
      throws SourceUnusable {
    return new ImageContentEntity(
        master, PassThroughSource.of(master, stream, null), out -> out, progress);
  }

  static String hash(String javaAlgorithm, byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(javaAlgorithm).digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** An image of that content in a cloud that computes MD5 and SHA-512. */
  static Image imageOf(byte[] bytes) {
    return anImage("ubuntu")
        .ofSize(bytes.length)
        .withContent(hash("MD5", bytes))
        .withHash("sha512", hash("SHA-512", bytes))
        .build();
  }

  /** A source that gives its bytes in small lots and remembers what was done to it. */
  public static final class Source extends InputStream {
    private final InputStream bytes;
    private final int lot;
    private int closed;

    public Source(byte[] bytes, int lot) {
      this.bytes = new ByteArrayInputStream(bytes);
      this.lot = lot;
    }

    public Source(byte[] bytes) {
      this(bytes, 1 << 16);
    }

    @Override
    public int read() {
      throw new UnsupportedOperationException("byte by byte would be slow");
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
      return bytes.read(to, offset, Math.min(length, lot));
    }

    @Override
    public void close() {
      closed++;
    }

    boolean isClosed() {
      return closed > 0;
    }
  }
}
