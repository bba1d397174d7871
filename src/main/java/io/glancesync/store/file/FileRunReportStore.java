package io.glancesync.store.file;

import io.glancesync.error.FileAccessException;
import io.glancesync.error.FileErrors;
import io.glancesync.file.AtomicFile;
import io.glancesync.file.DataPart;
import io.glancesync.file.LimitedFile;
import io.glancesync.file.PrivateFolder;
import io.glancesync.file.ReportJson;
import io.glancesync.file.ReportReader;
import io.glancesync.report.RunReport;
import io.glancesync.report.RunReportStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

/** The folder of the reports, one JSON file each. What is not called by a run is left alone. */
public final class FileRunReportStore implements RunReportStore {
  private static final String SUFFIX = ".json";

  private final Path folder;
  private final IntSupplier most;

  /**
   * @param folder is made when it is first needed
   * @param most how many reports are kept; asked each time
   */
  public FileRunReportStore(Path folder, IntSupplier most) {
    this.folder = folder;
    this.most = most;
  }

  @Override
  public void keep(RunReport report) {
    try {
      PrivateFolder.makeWithin(folder);
      AtomicFile.write(file(report.run()), ReportJson.text(report));
      forgetOldest();
    } catch (IOException e) {
      throw new FileAccessException(
          "Tried to keep the report of run %s, but %s".formatted(report.run(), FileErrors.text(e)),
          "make room there, or make it writable",
          e);
    }
  }

  private void forgetOldest() throws IOException {
    List<Path> all = files();
    for (Path old : all.subList(0, Math.max(0, all.size() - most.getAsInt()))) {
      Files.deleteIfExists(old);
    }
  }

  /** Oldest first. */
  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(DataPart.RUNS::isFile).sorted().toList();
    }
  }

  @Override
  public List<String> ids() {
    try {
      return PrivateFolder.exists(folder)
          ? files().stream()
              .map(it -> it.getFileName().toString())
              .map(it -> it.substring(0, it.length() - SUFFIX.length()))
              .sorted(Comparator.reverseOrder())
              .toList()
          : List.of();
    } catch (IOException e) {
      throw unreadable(folder, FileErrors.reason(e), e);
    }
  }

  @Override
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

  @Override
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
