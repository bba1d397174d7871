package io.glancesync.embedded.glance;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** The content of an image. */
public interface Content {

  /** In bytes. */
  long size();

  /** The content from this byte on. */
  InputStream from(long position) throws IOException;

  /** The store needs it no more. */
  default void discard() {}

  /** Content in memory. */
  static Content of(byte[] bytes) {
    return new InMemory(bytes);
  }

  /** The content of a file. */
  static Content of(Path file) {
    return new InFile(file);
  }

  /** Content of any size that takes no room: it is made anew whenever it is read. */
  static Content synthetic(long seed, long size) {
    return new Synthetic(seed, size);
  }

  /** See {@link Content#of(byte[])}. */
  record InMemory(byte[] bytes) implements Content {
    @Override
    public long size() {
      return bytes.length;
    }

    @Override
    public InputStream from(long position) {
      int start = (int) Math.min(position, bytes.length);
      return new ByteArrayInputStream(bytes, start, bytes.length - start);
    }
  }

  /** See {@link Content#of(Path)}. */
  record InFile(Path file) implements Content {
    @Override
    public long size() {
      try {
        return Files.size(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public InputStream from(long position) throws IOException {
      return Channels.newInputStream(FileChannel.open(file).position(position));
    }
  }

  /** See {@link Content#synthetic(long, long)}. */
  final class Synthetic implements Content {
    private static final int BLOCK = 1 << 20;
    private final byte[] pattern = new byte[BLOCK];
    private final long size;

    private Synthetic(long seed, long size) {
      new Random(seed).nextBytes(pattern);
      this.size = size;
    }

    @Override
    public long size() {
      return size;
    }

    @Override
    public InputStream from(long start) {
      return new InputStream() {
        private long position = start;

        @Override
        public int read() {
          var one = new byte[1];
          return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int length) {
          if (position >= size) {
            return -1;
          }
          int at = (int) (position % BLOCK);
          int count = (int) Math.min(Math.min(length, BLOCK - at), size - position);
          System.arraycopy(pattern, at, into, from, count);
          // each block is another one, or a block at the wrong place would not be noticed
          long block = position / BLOCK;
          for (int i = at; i < Math.min(at + count, Long.BYTES); i++) {
            into[from + i - at] ^= (byte) (block >> (8 * i));
          }
          position += count;
          return count;
        }
      };
    }
  }
}
