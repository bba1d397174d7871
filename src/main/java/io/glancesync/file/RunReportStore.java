package io.glancesync.file;

import io.glancesync.error.FileAccessException;
import io.glancesync.error.FileErrors;
import io.glancesync.report.RunReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

/**
 * The folder of the reports of past runs; the oldest go when there are too many. What is not called
 * by a run is left alone.
 */
public final class RunReportStore {
  private static final String SUFFIX = ".json";

  private final Path folder;
  private final IntSupplier most;

  /**
   * @param folder is made when it is first needed
   * @param most how many reports are kept; asked each time
   */
  public RunReportStore(Path folder, IntSupplier most) {
    this.folder = folder;
    this.most = most;
  }

  /** The report as other programs read it. */
  public String text(RunReport report) {
    return ReportJson.text(report);
  }

  /**
   * Keeps a report, under the run's name, which begins with its time.
   *
   * @throws UncheckedIOException when that cannot be; says what to do
   */
  public void keep(RunReport report) {
    try {
      PrivateFolder.makeWithin(folder);
      AtomicFile.write(folder.resolve(report.run() + SUFFIX), text(report));
      forgetOldest();
    } catch (IOException e) {
      throw new FileAccessException(
          "Tried to keep the report of run %s, but %s".formatted(report.run(), FileErrors.text(e)),
          "make room there, or make it writable",
          e);
    }
  }

  private void forgetOldest() throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.list(folder)) {
      all = files.filter(DataPart.RUNS::isFile).sorted().toList();
    }
    for (Path old : all.subList(0, Math.max(0, all.size() - most.getAsInt()))) {
      Files.deleteIfExists(old);
    }
  }
}
