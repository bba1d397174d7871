package io.glancesync.file;

import io.glancesync.error.FileAccessException;
import io.glancesync.error.FileErrors;
import io.glancesync.report.RunReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The stored reports, for commands that only read them. A report that is deleted meanwhile, because
 * there are too many, is empty.
 */
public final class PastRuns {
  private static final String SUFFIX = ".json";

  private final Path folder;

  /**
   * @param data the folder of the run-time data, which may not exist yet
   */
  public PastRuns(Path data) {
    folder = DataPart.RUNS.in(data);
  }

  /**
   * The ids of all runs that have a report, newest first.
   *
   * @throws UncheckedIOException when the folder cannot be read
   */
  public List<String> ids() {
    try {
      if (!PrivateFolder.exists(folder)) {
        return List.of();
      }
      try (Stream<Path> files = Files.list(folder)) {
        return files
            .filter(DataPart.RUNS::isFile)
            .map(it -> it.getFileName().toString())
            .map(it -> it.substring(0, it.length() - SUFFIX.length()))
            .sorted(Comparator.reverseOrder())
            .toList();
      }
    } catch (IOException e) {
      throw unreadable(folder, FileErrors.reason(e), e);
    }
  }

  /**
   * The report of a run as it is stored.
   *
   * @throws UncheckedIOException when the file cannot be read
   */
  public Optional<String> text(String run) {
    Path file = file(run);
    try {
      return Optional.of(LimitedFile.state(file, LimitedFile.REPORT));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (CharacterCodingException e) {
      throw unreadable(file, "it is not UTF-8", e);
    } catch (IOException e) {
      throw unreadable(file, FileErrors.reason(e), e);
    }
  }

  /**
   * The report of a run.
   *
   * @throws UncheckedIOException when the file cannot be read or understood
   */
  public Optional<RunReport> report(String run) {
    return text(run).map(it -> report(run, it));
  }

  private RunReport report(String run, String text) {
    try {
      return ReportReader.read(text);
    } catch (IllegalArgumentException e) {
      throw unreadable(file(run), e.getMessage(), new IOException(e));
    }
  }

  private Path file(String run) {
    return folder.resolve(run + SUFFIX);
  }

  private static UncheckedIOException unreadable(Path path, String reason, IOException cause) {
    return new FileAccessException(
        "Tried to read %s, but %s".formatted(path, reason),
        "make it readable, or remove it",
        cause);
  }
}
