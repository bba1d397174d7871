package io.glancesync.file;

import io.glancesync.report.RunReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * The file that takes a run's report. It is tried before the run, so that no run goes without its
 * report, and an older report stays whole until the new one is.
 */
public final class ReportFile implements AutoCloseable {
  private final Path file;
  private final Path written;

  private ReportFile(Path file, Path written) {
    this.file = file;
    this.written = written;
  }

  /**
   * Makes sure that the report can be written. What the file holds stays.
   *
   * @throws UnusableFileException when it cannot
   */
  public static ReportFile at(Path path) {
    try {
      Path file = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
      if (Files.isDirectory(file)) {
        throw new UnusableFileException(path + ": this is a folder; name a file for the report");
      }
      if (Files.exists(file) && !Files.isRegularFile(file)) {
        // a pipe or a terminal cannot be replaced
        Files.newOutputStream(file, StandardOpenOption.WRITE).close();
        return new ReportFile(file, file);
      }
      Path written =
          file.resolveSibling(
              ".%s.%d".formatted(file.getFileName(), ProcessHandle.current().pid()));
      Files.newOutputStream(written, StandardOpenOption.CREATE).close();
      return new ReportFile(file, written);
    } catch (IOException e) {
      throw new UnusableFileException(
          "%s: the report cannot be written there: %s".formatted(path, FileTrouble.reason(e)));
    }
  }

  /**
   * @throws UncheckedIOException when writing fails now, although it could be expected to succeed
   */
  public void write(RunReport report) {
    try {
      if (written.equals(file)) {
        Files.writeString(file, ReportJson.text(report), StandardOpenOption.WRITE);
      } else {
        Files.writeString(written, ReportJson.text(report));
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Clears up when there was no report to be written. */
  @Override
  public void close() {
    if (!written.equals(file)) {
      try {
        Files.deleteIfExists(written);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
