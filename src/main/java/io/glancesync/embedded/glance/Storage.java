package io.glancesync.embedded.glance;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a Glance keeps what it is sent. */
public interface Storage {

  /**
   * Keeps content.
   *
   * @throws IOException when not all of it arrives; nothing is kept then
   */
  Content keep(String id, InputStream content) throws IOException;

  /** Keeps it in memory. */
  static Storage memory() {
    return (id, content) -> Content.of(content.readAllBytes());
  }

  /** Keeps it in files of this folder, as long as there are the images. */
  static Storage folder(Path folder) {
    return (id, content) -> {
      Path file = Files.createDirectories(folder).resolve(id);
      try (OutputStream out = Files.newOutputStream(file)) {
        copy(content, out);
      } catch (IOException e) {
        Files.deleteIfExists(file);
        throw e;
      }
      return new StoredFile(file);
    };
  }

  /** Remembers only how much it was: what is downloaded again is another content. */
  static Storage nowhere() {
    return (id, content) -> Content.synthetic(0, copy(content, OutputStream.nullOutputStream()));
  }

  /** A file that goes when its image goes. */
  record StoredFile(Path file) implements Content {
    @Override
    public long size() {
      return Content.of(file).size();
    }

    @Override
    public InputStream from(long position) throws IOException {
      return Content.of(file).from(position);
    }

    @Override
    public void discard() {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static long copy(InputStream from, OutputStream to) throws IOException {
    var buffer = new byte[256 * 1024];
    long total = 0;
    for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
      to.write(buffer, 0, count);
      total += count;
    }
    return total;
  }
}
