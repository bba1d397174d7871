package io.glancesync.world;

import io.glancesync.embedded.glance.Content;
import io.glancesync.embedded.glance.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Keeps content in memory, where all blocks of zeros are one: gigabytes of them take no room. */
final class CompactStorage implements Storage {
  private static final int BLOCK = 256 * 1024;
  private static final byte[] ZEROS = new byte[BLOCK];

  @Override
  public Content keep(String id, InputStream content) throws IOException {
    var blocks = new ArrayList<byte[]>();
    var buffer = new byte[BLOCK];
    long size = 0;
    int count;
    do {
      count = content.readNBytes(buffer, 0, BLOCK);
      blocks.add(
          count == BLOCK && Arrays.equals(buffer, ZEROS) ? ZEROS : Arrays.copyOf(buffer, count));
      size += count;
    } while (count == BLOCK);
    return new Blocks(blocks, size);
  }

  private record Blocks(List<byte[]> blocks, long size) implements Content {
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
          System.arraycopy(blocks.get((int) (position / BLOCK)), at, into, from, count);
          position += count;
          return count;
        }
      };
    }
  }
}
