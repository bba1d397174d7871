package io.glancesync.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/**
 * GlanceSync dies between two requests, as by kill -9: at that moment its files are set aside for
 * the next process, and whatever the dying one still tries finds no server.
 */
final class Crash {
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
      legacy = data.resolveSibling(data.getFileName() + "-left");
      copy(data, legacy);
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
    try (Stream<Path> files = Files.exists(from) ? Files.walk(from) : Stream.empty()) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
