package io.glancesync.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder that only our user can look into, and that goes away with all that is in it. */
public final class TemporaryFolder implements AutoCloseable {
  /** Somebody may still be writing into it. */
  private static final int ATTEMPTS = 5;

  private final Path path;

  private TemporaryFolder(Path path) {
    this.path = path;
  }

  /**
   * Makes one.
   *
   * @param parent the folder that it is made in
   * @param prefix what its name begins with
   * @throws UncheckedIOException when that is not possible
   */
  public static TemporaryFolder in(Path parent, String prefix) {
    try {
      // the JDK makes it for its owner alone
      return new TemporaryFolder(Files.createTempDirectory(parent, prefix).toAbsolutePath());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path path() {
    return path;
  }

  /** Writes a file that only our user can read. */
  public Path write(String name, String text) {
    try {
      var onlyOurs =
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
      return Files.writeString(Files.createFile(path.resolve(name), onlyOurs), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes it; nothing happens when it is gone already. */
  @Override
  public synchronized void close() {
    for (int attempt = 1; Files.exists(path); attempt++) {
      try {
        delete();
      } catch (IOException e) {
        if (attempt == ATTEMPTS) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private void delete() throws IOException {
    for (Path each : deepestFirst()) {
      Files.deleteIfExists(each);
    }
  }

  private List<Path> deepestFirst() throws IOException {
    try (Stream<Path> all = Files.walk(path)) {
      return all.sorted(Comparator.reverseOrder()).toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }
}
