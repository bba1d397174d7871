package io.glancesync.file;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/** Files that have any size and take no room. */
public final class Sparse {
  private Sparse() {}

  public static Path file(Path file, long size) throws IOException {
    try (var out = new RandomAccessFile(file.toFile(), "rw")) {
      out.setLength(size);
    }
    return file;
  }
}
