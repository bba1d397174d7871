package io.glancesync.file;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Unfinished files of {@link AtomicFile}, or of the program before it had that, which a process
 * left that was killed.
 */
final class Leftovers {
  private static final Pattern OURS =
      Pattern.compile("\\.glancesync-(\\d{1,10})-[0-9a-f]{16}\\.part");

  /** Names that earlier versions used, each in a folder of its own. */
  private static final Pattern EARLIER =
      Pattern.compile(
          "(schedules|master-images|refused-edits)\\.json\\.part"
              + "|.+_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.json\\.part"
              + "|\\.\\d+\\.part"
              + "|\\.\\d{8}T\\d{6}\\.\\d{3}Z\\.json");

  /** No file takes so long to be written. */
  private static final Duration LONGEST = Duration.ofHours(1);

  private Leftovers() {}

  static String name(long process, String random) {
    return ".glancesync-%d-%s.part".formatted(process, random);
  }

  /** Whether a file of that name is one, or may be one that is just being written. */
  static boolean isName(String name) {
    return OURS.matcher(name).matches() || EARLIER.matcher(name).matches();
  }

  /**
   * Deletes those of a folder that nobody is writing any more.
   *
   * @param folder may be missing
   * @param isOurs whether it holds nothing else, so that names of earlier versions can be trusted
   * @throws IOException when one cannot be deleted
   */
  static void clear(Path folder, boolean isOurs) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(folder, it -> isName(it.getFileName().toString()))) {
      for (Path file : files) {
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && isLeft(file, isOurs)) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  private static boolean isLeft(Path file, boolean isOurs) throws IOException {
    Instant written = Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toInstant();
    boolean isOld = written.isBefore(Instant.now().minus(LONGEST));
    Matcher ours = OURS.matcher(file.getFileName().toString());
    return ours.matches()
        ? isOld || !isWriting(Long.parseLong(ours.group(1)), file)
        : isOld && isOurs;
  }

  private static boolean isWriting(long process, Path file) {
    return process == ProcessHandle.current().pid()
        ? AtomicFile.isBeingWritten(file)
        : ProcessHandle.of(process).filter(ProcessHandle::isAlive).isPresent();
  }
}
