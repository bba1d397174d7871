package io.glancesync.file;

import java.io.IOException;
import java.nio.file.Path;

/** Pipes with a name, which whoever opens one waits for. */
public final class Pipe {
  private Pipe() {}

  public static Path at(Path file) throws IOException, InterruptedException {
    int code = new ProcessBuilder("mkfifo", file.toString()).inheritIO().start().waitFor();
    if (code != 0) {
      throw new IOException("mkfifo " + file + " ended with " + code);
    }
    return file;
  }
}
