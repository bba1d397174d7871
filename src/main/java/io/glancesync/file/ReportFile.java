package io.glancesync.file;

import io.glancesync.error.FileErrors;
import io.glancesync.report.RunReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserPrincipal;

/**
 * The file that takes a run's report. It is tried before the run, so that no run goes without its
 * report, and an older report stays whole until the new one is. A link is followed if it is the
 * user's own, or the administrator's: who may only write to a folder must not choose what is
 * overwritten.
 */
public final class ReportFile {
  /** As many links as Linux follows. */
  private static final int LINKS = 40;

  private final Path file;
  private final boolean isReplaced;

  private ReportFile(Path file, boolean isReplaced) {
    this.file = file;
    this.isReplaced = isReplaced;
  }

  /**
   * Makes sure that the report can be written. What the file holds stays.
   *
   * @throws UnusableFileException when it cannot
   */
  public static ReportFile at(Path path) {
    if (Files.isDirectory(path)) {
      throw new UnusableFileException(path + ": this is a folder; name a file for the report");
    }
    try {
      if (Files.exists(path) && !Files.isRegularFile(path)) {
        // a pipe or a terminal cannot be replaced
        return new ReportFile(writable(path), false);
      }
      Path file = followed(path);
      Leftovers.clear(folder(file), false);
      AtomicFile.probe(folder(file));
      return new ReportFile(file, true);
    } catch (IOException e) {
      throw new UnusableFileException(
          "%s: the report cannot be written there: %s".formatted(path, FileErrors.reason(e)));
    }
  }

  private static Path writable(Path path) {
    if (!Files.isWritable(path)) {
      throw new UnusableFileException(
          path + ": the report cannot be written there: permission denied");
    }
    return path;
  }

  private static Path followed(Path path) throws IOException {
    Path file = path.toAbsolutePath();
    for (int links = 0; Files.isSymbolicLink(file); links++) {
      if (links == LINKS) {
        throw new UnusableFileException(path + ": too many symbolic links lead on from here");
      }
      requireTrusted(file);
      file = file.resolveSibling(Files.readSymbolicLink(file));
    }
    if (Files.isDirectory(file)) {
      throw new UnusableFileException(path + ": this is a folder; name a file for the report");
    }
    return file;
  }

  private static void requireTrusted(Path link) throws IOException {
    UserPrincipal owner = Files.getOwner(link, LinkOption.NOFOLLOW_LINKS);
    boolean isRoot =
        Integer.valueOf(0).equals(Files.getAttribute(link, "unix:uid", LinkOption.NOFOLLOW_LINKS));
    if (!isRoot && !owner.equals(AtomicFile.probe(folder(link)))) {
      throw new UnusableFileException(
          "%s: this is a symbolic link that belongs to %s, and is not followed; remove it, or name another file for the report"
              .formatted(link, owner.getName()));
    }
  }

  private static Path folder(Path file) {
    return file.toAbsolutePath().getParent();
  }

  /**
   * @throws UncheckedIOException when writing fails now, although it could be expected to succeed
   */
  public void write(RunReport report) {
    try {
      if (isReplaced) {
        AtomicFile.write(file, ReportJson.text(report));
      } else {
        Files.writeString(file, ReportJson.text(report), StandardOpenOption.WRITE);
      }
    } catch (IOException e) {
      throw FileErrors.unwritten(file, e);
    }
  }
}
