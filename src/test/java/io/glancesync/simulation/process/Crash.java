package io.glancesync.simulation.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;

/**
 * GlanceSync dies between two requests, as by kill -9: at that moment its files are set aside for
 * the next process, and whatever the dying one still tries finds no server.
 */
final class Crash {
  private static final int MOST_READINGS = 100;

  private int requestsLeft;
  private Path data;
  private Path legacy;

  /** The process that uses this folder dies when it has made so many requests. */
  synchronized void plan(Path folder, int requests) {
    data = folder;
    requestsLeft = requests;
    legacy = null;
  }

  /** The process lives on. */
  synchronized void none() {
    plan(null, Integer.MAX_VALUE);
  }

  /** A request is made; it gets no further when nobody is there any more to make it. */
  synchronized void request() {
    if (data == null) {
      return;
    }
    if (legacy == null && requestsLeft-- <= 0) {
      Path left = data.resolveSibling(data.getFileName() + "-left");
      write(atRest(data), left);
      legacy = left;
    }
    if (legacy != null) {
      throw new IllegalStateException("whoever asked is dead");
    }
  }

  synchronized boolean hasHappened() {
    return legacy != null;
  }

  /** The files as the dead process left them. */
  synchronized Path legacy() {
    return legacy;
  }

  static void copy(Path from, Path to) {
    write(read(from), to);
  }

  /**
   * Other threads of the dying process write, rename and delete until each makes its next request:
   * the files are read again until they were the same twice.
   */
  private static Map<Path, ByteBuffer> atRest(Path folder) {
    Map<Path, ByteBuffer> before;
    Map<Path, ByteBuffer> files = read(folder);
    int times = 0;
    do {
      before = files;
      files = read(folder);
    } while (!files.equals(before) && times++ < MOST_READINGS);
    return files;
  }

  /** By their paths within the folder. */
  private static Map<Path, ByteBuffer> read(Path folder) {
    var contents = new HashMap<Path, ByteBuffer>();
    if (!Files.exists(folder)) {
      return contents;
    }
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              try {
                contents.put(folder.relativize(file), ByteBuffer.wrap(Files.readAllBytes(file)));
              } catch (NoSuchFileException e) {
                // it was renamed or deleted at this moment
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException problem)
                throws IOException {
              if (problem instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
              }
              throw problem;
            }
          });
      return contents;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Map<Path, ByteBuffer> contents, Path folder) {
    try {
      for (Map.Entry<Path, ByteBuffer> file : contents.entrySet()) {
        Path target = folder.resolve(file.getKey().toString());
        Files.createDirectories(target.getParent());
        Files.write(target, file.getValue().array());
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-------"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
