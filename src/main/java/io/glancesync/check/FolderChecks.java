package io.glancesync.check;

import io.glancesync.error.FileErrors;
import io.glancesync.file.AtomicFile;
import io.glancesync.file.PrivateFolder;
import io.glancesync.report.Check;
import io.glancesync.text.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

/** Checks the folders of the run-time data and of the routes. */
public final class FolderChecks {
  private static final String HOST = "this host";
  private static final long LEAST_BYTES = 1_000_000_000;

  private final Path data;
  private final Path routes;
  private final IntSupplier started;

  /**
   * @param data the folder of the run-time data, which may not exist yet
   * @param routes the folder of the route files
   * @param started how many routes were started
   */
  public FolderChecks(Path data, Path routes, IntSupplier started) {
    this.data = data;
    this.routes = routes;
    this.started = started;
  }

  /** Reports whether the folder of the run-time data can be written, and has room. */
  public List<Check> data() {
    try {
      PrivateFolder.make(data);
      AtomicFile.probe(data);
      return List.of(space(data, Files.getFileStore(data).getUsableSpace()));
    } catch (IOException e) {
      return List.of(
          Check.failed(
              HOST,
              "Tried to write into glancesync.var, but %s; make room there, make it writable, or set glancesync.var in conf/application.properties or $GLANCESYNC_VAR"
                  .formatted(FileErrors.text(e))));
    }
  }

  public static Check space(Path folder, long free) {
    String text = "%s is writable, %s free".formatted(folder, Size.of(free));
    return free < LEAST_BYTES
        ? Check.warning(HOST, text + "; make room, at least 1 GB")
        : Check.ok(HOST, text);
  }

  /** Reports the route files. That the routes were started proves that the files can be read. */
  public List<Check> routes() {
    try (Stream<Path> files = Files.list(routes)) {
      long count = files.filter(it -> it.toString().endsWith(".camel.yaml")).count();
      return List.of(
          Check.ok("routes", "%d files, %d routes".formatted(count, started.getAsInt())));
    } catch (IOException e) {
      return List.of(Check.failed("routes", FileErrors.text(e)));
    }
  }
}
