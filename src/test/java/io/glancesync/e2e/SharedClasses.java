package io.glancesync.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Java's archive of the program's classes, made once for all tests of this JVM. A run that finds
 * its classes there, and compiles them in the simple way, takes a third of the time.
 */
final class SharedClasses {
  private static String options;

  private SharedClasses() {}

  /** The options with which the program starts quickly. */
  static synchronized String options() {
    if (options == null) {
      options = "-XX:TieredStopAtLevel=1 -XX:SharedArchiveFile=" + archive();
    }
    return options;
  }

  private static Path archive() {
    try {
      Path folder = Files.createTempDirectory("glancesync");
      Path archive = folder.resolve("classes.jsa");
      // it comes far enough to need most classes
      new Command(folder)
          .with(
              "GLANCESYNC_JAVA_OPTS",
              "-XX:TieredStopAtLevel=1 -Xlog:disable -XX:ArchiveClassesAtExit=" + archive)
          .configured(
              """
              [main]
              master_region = Valladolid
              [master]
              credential = nobody,bm9ib2R5,http://127.0.0.1:1/v3,nothing
              """)
          .run("sync")
          .exits(3);
      archive.toFile().deleteOnExit();
      return archive;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
