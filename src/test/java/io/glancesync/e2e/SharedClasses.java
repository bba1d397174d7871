package io.glancesync.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Java's archive of the program's classes, made once for all tests of this JVM. */
final class SharedClasses {
  private static String option;

  private SharedClasses() {}

  /** The option with which the program finds most of its classes loaded and verified. */
  static synchronized String archive() {
    if (option == null) {
      option = "-XX:SharedArchiveFile=" + make();
    }
    return option;
  }

  private static Path make() {
    try {
      Path folder = Files.createTempDirectory("glancesync");
      Path archive = folder.resolve("classes.jsa");
      // it comes far enough to need most classes
      new Command(folder)
          .with("GLANCESYNC_JAVA_OPTS", "-Xlog:disable -XX:ArchiveClassesAtExit=" + archive)
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
